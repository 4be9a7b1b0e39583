package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * Checks the signature that a commit or a tag of git carries (gitformat-signature): by an SSH key
 * against {@link AllowedSigners}, by an OpenPGP key against a {@link KeyRing}; of others it is said
 * that they are not read.
 */
public final class CommitSignature {

    private static final int LARGEST = 64 << 10;
    private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
    private static final String END = "-----END SSH SIGNATURE-----";
    private static final String HEADER = "gpgsig ";
    private static final String NAMESPACE = "git";

    private final GitSigners signers;
    private final String packagePurl;
    private final Instant now;

    /**
     * @param packagePurl the repository, without a version, as pins name it
     */
    public CommitSignature(GitSigners signers, String packagePurl, Instant now) {
        this.signers = signers;
        this.packagePurl = packagePurl;
        this.now = now;
    }

    /**
     * Checks the tag's signature where it has one, else the commit's.
     *
     * @param name the tag that was asked for, null for a commit: an object that was signed for
     *     another one may have been put there
     * @param tag the tag object as git keeps it, null where there is none
     * @param commit likewise
     */
    public Outcome<KeyClaims> check(@Nullable String name, byte @Nullable [] tag, byte[] commit) {
        if (tag != null) {
            // Text of one byte per character keeps every byte.
            var text = new String(tag, StandardCharsets.ISO_8859_1);
            var begin = text.indexOf("\n-----BEGIN ");
            if (begin >= 0) {
                if (name != null && !isNamed(text, name)) {
                    return new Outcome.Invalid<>(
                            Defect.SUBJECT_NAME, "the signed tag is not called " + name);
                }
                return outcome(text.substring(begin + 1), text.substring(0, begin + 1));
            }
        }
        var text = new String(commit, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\n\n");
        var begin = text.indexOf("\n" + HEADER);
        if (begin < 0 || end >= 0 && begin > end) {
            return new Outcome.Absent<>("neither the commit nor a tag object is signed");
        }
        var signature = new StringBuilder();
        var rest = begin + 1;
        do {
            var line = text.indexOf('\n', rest);
            var stop = line < 0 ? text.length() : line;
            signature
                    .append(text, signature.isEmpty() ? rest + HEADER.length() : rest + 1, stop)
                    .append('\n');
            rest = Math.min(text.length(), stop + 1);
        } while (rest < text.length() && text.charAt(rest) == ' ');
        return outcome(signature.toString(), text.substring(0, begin + 1) + text.substring(rest));
    }

    private static boolean isNamed(String tag, String name) {
        var headers = tag.substring(0, Math.max(0, tag.indexOf("\n\n")) + 1);
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        return headers.contains("\ntag " + new String(bytes, StandardCharsets.ISO_8859_1) + "\n");
    }

    private Outcome<KeyClaims> outcome(String signature, String text) {
        var content = text.getBytes(StandardCharsets.ISO_8859_1);
        if (signature.startsWith("-----BEGIN PGP SIGNATURE-----")) {
            return new PgpSignature(signers.ring(), signers.pins())
                    .check(
                            packagePurl,
                            signature.getBytes(StandardCharsets.ISO_8859_1),
                            () -> new ByteArrayInputStream(content),
                            now);
        }
        try {
            return signers.pins()
                    .judge(packagePurl, checked(signature, content, signers.allowed()));
        } catch (DefectException e) {
            return e.outcome();
        } catch (UnsupportedException e) {
            return e.outcome();
        }
    }

    private static Outcome<KeyClaims> checked(
            String armored, byte[] content, AllowedSigners allowed)
            throws DefectException, UnsupportedException {
        if (!armored.startsWith(BEGIN)) {
            throw new UnsupportedException(
                    "it is signed, by neither an SSH nor an OpenPGP key; such are not read");
        }
        if (armored.length() > LARGEST) {
            throw new DefectException(Defect.TOO_LARGE);
        }
        var blob = new SshBlob(decoded(armored));
        if (!new String(blob.take(6), StandardCharsets.US_ASCII).equals("SSHSIG")
                || blob.number() != 1) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED);
        }
        var encodedKey = blob.string();
        var namespace = blob.text();
        blob.string();
        var hash = blob.text();
        var signature = blob.string();
        blob.end();
        if (!namespace.equals(NAMESPACE)) {
            throw new DefectException(Defect.SIGNATURE_WRONG, "it was made for " + namespace);
        }
        var key = SshKey.read(encodedKey);
        if (!key.signed(signed(hash, content), signature)) {
            throw new DefectException(Defect.SIGNATURE_WRONG);
        }
        var fingerprint = "SHA256:" + fingerprint(encodedKey);
        var name = allowed.names().get(Base64.getEncoder().encodeToString(encodedKey));
        if (name == null) {
            return new Outcome.Unchecked<>(
                    "it is signed by the key "
                            + fingerprint
                            + (allowed.problem() == null
                                    ? ", which is not among those that may sign"
                                    : "; " + allowed.problem()));
        }
        return new Outcome.Verified<>(
                new KeyClaims(
                        HostileJson.shown(name) + " " + fingerprint, KeyClaims.Trust.PINNED, null));
    }

    private static byte[] decoded(String armored) throws DefectException {
        var end = armored.indexOf(END);
        try {
            if (end >= 0) {
                return Base64.getMimeDecoder().decode(armored.substring(BEGIN.length(), end));
            }
        } catch (IllegalArgumentException e) {
            throw new DefectException(Defect.SIGNATURE_MALFORMED);
        }
        throw new DefectException(Defect.SIGNATURE_MALFORMED);
    }

    /** What the key signs is a hash of the content, in an envelope (PROTOCOL.sshsig). */
    private static byte[] signed(String hash, byte[] content) throws UnsupportedException {
        var algorithm =
                switch (hash) {
                    case "sha256" -> "SHA-256";
                    case "sha512" -> "SHA-512";
                    default ->
                            throw new UnsupportedException(
                                    "the hash " + HostileJson.shown(hash) + " is not read");
                };
        var digest = digest(algorithm, content);
        var out = new ByteArrayOutputStream();
        out.writeBytes("SSHSIG".getBytes(StandardCharsets.US_ASCII));
        for (var part :
                new byte[][] {
                    NAMESPACE.getBytes(StandardCharsets.US_ASCII),
                    {},
                    hash.getBytes(StandardCharsets.US_ASCII),
                    digest
                }) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static String fingerprint(byte[] key) {
        return Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256", key));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
