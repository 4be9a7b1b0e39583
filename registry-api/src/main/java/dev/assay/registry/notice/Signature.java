package dev.assay.registry.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as Standard Webhooks has it: HMAC-SHA256 over id, time and body. */
final class Signature {

    private static final String PREFIX = "whsec_";
    private static final int LEAST = 24;
    private static final int MOST = 64;

    private Signature() {}

    /**
     * The key that a secret stands for.
     *
     * @throws IllegalArgumentException with what to write instead; it does not repeat the secret
     */
    static byte[] key(String secret) {
        try {
            var key =
                    Base64.getDecoder()
                            .decode(
                                    secret.startsWith(PREFIX)
                                            ? secret.substring(PREFIX.length())
                                            : secret);
            if (key.length >= LEAST && key.length <= MOST) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the secret in it.
        }
        throw new IllegalArgumentException(
                "a webhook's secret is whsec_ and 24 to 64 random bytes in base 64; make one with:"
                        + " openssl rand -base64 32");
    }

    /** The value of the header {@code webhook-signature}. */
    static String of(String secret, String id, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
            var signed = id + "." + at.getEpochSecond() + "." + body;
            return "v1,"
                    + Base64.getEncoder()
                            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no HMAC-SHA256 in this Java", e);
        }
    }
}
