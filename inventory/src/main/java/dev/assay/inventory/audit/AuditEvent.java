package dev.assay.inventory.audit;

import dev.assay.scanners.coordinates.Purl;

import java.time.Instant;

/**
 * Something that happened.
 *
 * @param sequence its place in the order of events, which is the order in which they were committed
 * @param actor who did it: a pseudonym as it stands on the trail, the login where it was looked up
 *     for people, or {@code assay} for the service itself
 * @param action what was done, for example {@code release.approved}
 * @param subject what it was done to: a package URL, a login
 * @param detail one line for people
 * @param previous the hash of the event before, {@link #BEFORE_ALL} for the first
 * @param hash the SHA-256 over the previous hash and this event's content
 */
public record AuditEvent(
        long sequence,
        Instant at,
        String actor,
        String action,
        String subject,
        String detail,
        String previous,
        String hash) {

    /** What the first event names as the hash before it. */
    public static final String BEFORE_ALL = "0".repeat(64);

    /** The server it is about: the package URL without a version, or nothing. */
    public String server() {
        return serverOf(subject);
    }

    public AuditOutcome outcome() {
        return AuditOutcome.of(action);
    }

    /** What its hash should be. */
    String expectedHash() {
        return AuditHash.of(previous, at, actor, action, subject, detail);
    }

    static String serverOf(String subject) {
        if (!subject.startsWith("pkg:")) {
            return "";
        }
        try {
            return Purl.parse(subject).withVersion(null).toString();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
