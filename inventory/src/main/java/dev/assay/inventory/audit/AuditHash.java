package dev.assay.inventory.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What links an event to the one before: SHA-256 over {@code assay-audit/1}, the previous hash, the
 * time, actor, action, subject and detail. Each stands behind its length in bytes, so that no text
 * can be moved from one into the next. Whoever has an export can compute it without Assay.
 */
public final class AuditHash {

    /** Which way of hashing this is. */
    public static final String SCHEME = "assay-audit/1";

    private AuditHash() {}

    /**
     * @param at of microseconds, as the database keeps it
     * @return 64 lower-case hexadecimal digits
     */
    public static String of(
            String previous,
            Instant at,
            String actor,
            String action,
            String subject,
            String detail) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        for (var part : List.of(SCHEME, previous, at.toString(), actor, action, subject, detail)) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
