package dev.assay.registry.export;

import java.util.Objects;

/**
 * Something that an export cannot say.
 *
 * @param subject what it is about, for example a server or a parameter
 * @param why one sentence without a full stop
 * @param next what to do about it, likewise
 */
public record Unsaid(String subject, String why, String next) {

    public Unsaid {
        Objects.requireNonNull(subject, "subject is null");
        Objects.requireNonNull(why, "why is null");
        Objects.requireNonNull(next, "next is null");
    }

    @Override
    public String toString() {
        return subject + ": " + why + "; " + next;
    }
}
