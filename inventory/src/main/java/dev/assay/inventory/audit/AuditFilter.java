package dev.assay.inventory.audit;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which events are looked for. What is null asks for nothing.
 *
 * @param actor a login
 * @param server a package URL without a version
 * @param subject exactly what it was done to
 * @param tool the name of a tool: what is about servers that have or had one of that name, and
 *     about grants of it
 * @param system the name of a business system: what is about servers whose record or tool matrix
 *     names it
 * @param action an action, or the part before its dot for all of that kind
 * @param from the first moment
 * @param until the moment after the last
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String server,
        @Nullable String subject,
        @Nullable String tool,
        @Nullable String system,
        @Nullable String action,
        @Nullable AuditOutcome outcome,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final AuditFilter EVERYTHING =
            new AuditFilter(null, null, null, null, null, null, null, null, null);

    /** Everything about one package, all its versions. */
    public static AuditFilter ofServer(String server) {
        return new AuditFilter(null, server, null, null, null, null, null, null, null);
    }
}
