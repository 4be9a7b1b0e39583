package dev.assay.inventory.fetch;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * How often the gate answered one caller on one day for a release's own tarball.
 *
 * @param day by UTC
 * @param caller {@code token:ID}, {@code workload:NAME}, or {@link #ANONYMOUS}
 * @param stage how far what that caller gets must have been approved
 * @param lastAt when the last of them was answered
 */
public record FetchCount(
        Id release,
        LocalDate day,
        String caller,
        Stage stage,
        Outcome outcome,
        long times,
        Instant lastAt) {

    /** Whoever shows no token. */
    public static final String ANONYMOUS = "anonymous";

    /** Callers beyond what is counted one by one. */
    public static final String OTHERS = "others";

    /** What they were answered. */
    public enum Outcome {
        SERVED,
        REFUSED;

        public String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
