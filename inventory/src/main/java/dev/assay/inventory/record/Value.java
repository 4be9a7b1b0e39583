package dev.assay.inventory.record;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a field holds.
 *
 * @param words as the field's form writes them: one for a single value, several for a list, none
 *     where it is known that there is none, or nothing is known
 * @param source who or what says so, in words: a rule, a file, a question, a person's pseudonym
 * @param at since when it is so known; null where that is not on record
 */
public record Value(
        List<String> words, Provenance provenance, String source, @Nullable Instant at) {

    public Value {
        words = List.copyOf(words);
        if (provenance == Provenance.UNKNOWN && !words.isEmpty()) {
            throw new IllegalArgumentException("what is unknown has no value: " + words);
        }
    }

    /** Nobody has said. */
    public static Value unknown(String why) {
        return new Value(List.of(), Provenance.UNKNOWN, why, null);
    }

    public static Value verified(String source, @Nullable Instant at, List<String> words) {
        return new Value(words, Provenance.VERIFIED, source, at);
    }

    public static Value declared(String source, @Nullable Instant at, List<String> words) {
        return new Value(words, Provenance.DECLARED, source, at);
    }

    public static Value stated(String source, @Nullable Instant at, List<String> words) {
        return new Value(words, Provenance.STATED, source, at);
    }

    public boolean isKnown() {
        return provenance != Provenance.UNKNOWN;
    }

    /** The one value, or the values in one line; empty where there is none. */
    public String text() {
        return String.join(", ", words);
    }
}
