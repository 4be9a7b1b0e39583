package dev.assay.inventory.tree;

import dev.assay.scanners.attestation.Keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A text with signatures below it (c2sp.org/signed-note). Ed25519 is signature type 1, ECDSA on
 * P-256 is type 2.
 *
 * @param text with the line feed at its end
 */
public record SignedNote(String text, List<Line> lines) {

    private static final Pattern LINE =
            Pattern.compile("\u2014 ([^\\s+]{1,300}) ([A-Za-z0-9+/]{8,6000}={0,2})");

    private static final int MOST_LINES = 100;
    private static final byte ED25519 = 1;

    /**
     * One signature.
     *
     * @param name of the key
     * @param keyId the first four bytes, which tell keys of one name apart
     */
    public record Line(String name, int keyId, byte[] signature) {}

    public SignedNote {
        lines = List.copyOf(lines);
    }

    /**
     * Signs a text.
     *
     * @param name of the key, without blanks and plus signs
     * @param signing as {@link Keys#holds} checks it
     */
    public static String sign(
            String text, String name, PublicKey key, UnaryOperator<byte[]> signing) {
        var signature = signing.apply(text.getBytes(StandardCharsets.UTF_8));
        var bytes =
                ByteBuffer.allocate(4 + signature.length)
                        .putInt(keyId(name, key))
                        .put(signature)
                        .array();
        return text + "\n\u2014 " + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
    }

    /**
     * Reads a note.
     *
     * @throws IllegalArgumentException when it is none; the message is for people
     */
    public static SignedNote parse(String note) {
        var end = note.lastIndexOf("\n\n");
        if (end < 0
                || !note.endsWith("\n")
                || note.chars().anyMatch(each -> each < 0x20 && each != '\n')) {
            throw new IllegalArgumentException("it is no signed note");
        }
        var lines = new ArrayList<Line>();
        for (var line : note.substring(end + 2).lines().toList()) {
            var matcher = LINE.matcher(line);
            if (!matcher.matches() || lines.size() == MOST_LINES) {
                throw new IllegalArgumentException("it has a line that is no signature");
            }
            var bytes = Base64.getDecoder().decode(matcher.group(2));
            lines.add(
                    new Line(
                            matcher.group(1),
                            ByteBuffer.wrap(bytes).getInt(),
                            Arrays.copyOfRange(bytes, 4, bytes.length)));
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("nobody signed it");
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    /**
     * Which of some keys signed it; empty where none did. One that should have and did not counts
     * as none.
     *
     * @param name of the keys
     */
    public Optional<PublicKey> signedBy(String name, Collection<PublicKey> keys) {
        PublicKey found = null;
        for (var key : keys) {
            var id = keyId(name, key);
            for (var line : lines) {
                if (line.name().equals(name) && line.keyId() == id) {
                    if (!holds(key, line)) {
                        return Optional.empty();
                    }
                    found = key;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private boolean holds(PublicKey key, Line line) {
        try {
            return Keys.holds(key, text.getBytes(StandardCharsets.UTF_8), line.signature());
        } catch (SignatureException e) {
            return false;
        }
    }

    /** A key of Ed25519 as tools for transparency logs take it; empty for one of another kind. */
    public static Optional<String> verifierKey(String name, PublicKey key) {
        if (key instanceof ECPublicKey) {
            return Optional.empty();
        }
        return Optional.of(
                name
                        + "+"
                        + HexFormat.of().toHexDigits(keyId(name, key))
                        + "+"
                        + Base64.getEncoder().encodeToString(ed25519(key)));
    }

    static int keyId(String name, PublicKey key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            if (key instanceof ECPublicKey) {
                return ByteBuffer.wrap(digest.digest(key.getEncoded())).getInt();
            }
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            return ByteBuffer.wrap(digest.digest(ed25519(key))).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The type, and the 32 bytes that end a SubjectPublicKeyInfo of Ed25519 (RFC 8410). */
    private static byte[] ed25519(PublicKey key) {
        var encoded = key.getEncoded();
        var typed = Arrays.copyOfRange(encoded, encoded.length - 33, encoded.length);
        typed[0] = ED25519;
        return typed;
    }
}
