package dev.assay.registry.identity.token;

import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * How a token is written: {@code assay_}, 43 random letters and digits, which are 256 bits, and six
 * more that check the others. A scanner for leaked secrets finds it by its prefix, and tells it
 * from an example by its check without asking anybody.
 */
final class TokenText {

    static final String PREFIX = "assay_";

    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECK_LENGTH = 6;
    private static final int LENGTH = PREFIX.length() + RANDOM_LENGTH + CHECK_LENGTH;

    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenText() {}

    static String generated() {
        var text = new StringBuilder(LENGTH).append(PREFIX);
        for (var at = 0; at < RANDOM_LENGTH; at++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.append(check(text.substring(PREFIX.length()))).toString();
    }

    /** Whether a text claims to be one of our tokens. */
    static boolean claims(String text) {
        return text.startsWith(PREFIX);
    }

    /** Whether it was written down whole: what is cut or mistyped fails here. */
    static boolean isWhole(String text) {
        if (text.length() != LENGTH || !claims(text)) {
            return false;
        }
        var random = text.substring(PREFIX.length(), LENGTH - CHECK_LENGTH);
        return text.endsWith(check(random));
    }

    /**
     * What is kept of a token. One round of SHA-256 and no slow hash: those make up for secrets
     * that people choose, and nobody guesses 256 random bits however fast they try.
     */
    static Sha256 digest(String token) {
        return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String check(String random) {
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.UTF_8));
        var value = crc.getValue();
        var check = new char[CHECK_LENGTH];
        for (var at = CHECK_LENGTH - 1; at >= 0; at--) {
            check[at] = ALPHABET.charAt((int) (value % ALPHABET.length()));
            value /= ALPHABET.length();
        }
        return new String(check);
    }
}
