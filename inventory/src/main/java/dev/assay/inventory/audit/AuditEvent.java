package dev.assay.inventory.audit;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param sequence its place in the order of events
 * @param actor the login of who did it, or {@code assay} for the service itself
 * @param action what was done, for example {@code release.approved}
 * @param subject what it was done to: a package URL, a login
 * @param detail one line for people
 */
public record AuditEvent(
        long sequence, Instant at, String actor, String action, String subject, String detail) {}
