package dev.assay.scanners.signature;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.openpgp.PGPSignature;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A detached OpenPGP signature, of a file, a tag or a commit. */
final class PgpCases {

    private static final String OF = "PGP signature";
    private static final String PACKAGE = "pkg:maven/org.acme/mcp";
    private static final byte[] CONTENT = "the bytes of a jar".getBytes(ISO_8859_1);
    private static final Instant NOW = Evidence.NOW;

    /** Keys take a while to make, and most cases ask for any. */
    private static final SamplePgp KEY = SamplePgp.create();

    private static final SamplePgp OTHER = SamplePgp.create();

    private PgpCases() {}

    static List<SignatureCase> all() {
        var cases = new ArrayList<SignatureCase>();
        cases.addAll(keys());
        cases.addAll(owners());
        cases.addAll(texts());
        return cases;
    }

    private static List<SignatureCase> keys() {
        return List.of(
                is(
                        "pgp-signed",
                        "nothing: by a key of the ring",
                        "verified",
                        () -> check(KEY, KEY.sign(CONTENT))),
                is(
                        "pgp-signed-by-subkey",
                        "nothing: by a subkey, which both keys say it is",
                        "verified",
                        () -> {
                            var key = SamplePgp.create();
                            var sub = key.subkey(true, true);
                            return check(key, sub.sign(CONTENT));
                        }),
                is(
                        "pgp-subkey-without-binding",
                        "the ring has a subkey that the primary key says nothing of",
                        "invalid: key-unbound",
                        () -> {
                            var key = SamplePgp.create();
                            var sub = key.subkey(false, false);
                            return check(key, sub.sign(CONTENT));
                        }),
                is(
                        "pgp-subkey-without-its-own-word",
                        "a key took another one for its subkey, which says nothing of that",
                        "invalid: key-unbound",
                        () -> {
                            var key = SamplePgp.create();
                            var sub = key.subkey(true, false);
                            return check(key, sub.sign(CONTENT));
                        }),
                is(
                        "pgp-expired-key",
                        "the key ended before it signed",
                        "invalid: key-expired",
                        () -> ending(Duration.ofDays(30))),
                is(
                        "pgp-key-ended-since",
                        "nothing: the key ended after it signed",
                        "verified",
                        () -> ending(Duration.between(SamplePgp.MADE, NOW.minusSeconds(3600)))),
                is(
                        "pgp-key-not-yet-valid",
                        "it says that it was signed before the key was made",
                        "invalid: key-not-yet-valid",
                        () -> check(KEY, signed(SamplePgp.MADE.minus(Duration.ofDays(1))))),
                is(
                        "pgp-revoked-key",
                        "the key was taken back since: somebody else has it",
                        "invalid: key-revoked",
                        () -> revoked(RevocationReasonTags.KEY_COMPROMISED, NOW.minusSeconds(60))),
                is(
                        "pgp-retired-key",
                        "nothing: the key was retired after it signed",
                        "verified",
                        () -> revoked(RevocationReasonTags.KEY_RETIRED, NOW.minusSeconds(60))),
                is(
                        "pgp-signed-after-retirement",
                        "the key was retired before it signed",
                        "invalid: key-revoked",
                        () ->
                                revoked(
                                        RevocationReasonTags.KEY_RETIRED,
                                        SamplePgp.SIGNED.minusSeconds(60))),
                is(
                        "pgp-rsa-1024",
                        "the key has 1,024 bits",
                        "invalid: key-weak",
                        () -> {
                            var key = SamplePgp.create(1024, told -> {});
                            return check(key, key.sign(CONTENT));
                        }),
                is(
                        "pgp-key-not-for-signing",
                        "the key says that it is for certifying alone",
                        "invalid: key-unusable",
                        () -> {
                            var key =
                                    SamplePgp.create(
                                            2048,
                                            told ->
                                                    told.setKeyFlags(
                                                            false, KeyFlags.CERTIFY_OTHER));
                            return check(key, key.sign(CONTENT));
                        }));
    }

    private static List<SignatureCase> owners() {
        return List.of(
                is(
                        "pgp-pinned",
                        "nothing: by the key that is pinned for the package",
                        "verified",
                        () -> pinned("pkg:maven/org.acme/*", KEY.sign(CONTENT))),
                is(
                        "pgp-key-not-pinned",
                        "by a key of the ring, and another one is pinned for the package",
                        "invalid: key-not-pinned",
                        () -> pinned("pkg:maven/org.acme/*", OTHER.sign(CONTENT))),
                is(
                        "pgp-pinned-for-others",
                        "nothing: by a key of the ring; what is pinned is pinned for others",
                        "verified",
                        () -> pinned("pkg:maven/org.other/*", OTHER.sign(CONTENT))),
                is(
                        "pgp-key-unknown",
                        "the key is not in the ring",
                        "could not check",
                        () -> check(KEY, OTHER.sign(CONTENT))),
                is(
                        "pgp-no-key-ring",
                        "no key ring is configured",
                        "could not check",
                        () ->
                                check(
                                        KeyRing.none(Trusted.MAVEN_KEYS),
                                        Pins.none(),
                                        KEY.sign(CONTENT))),
                is(
                        "pgp-two-and-one-unknown",
                        "nothing: two keys signed, of which one is in the ring",
                        "verified",
                        () -> check(KEY, joined(OTHER.sign(CONTENT), KEY.sign(CONTENT)))),
                is(
                        "pgp-one-of-two-wrong",
                        "two keys of the ring signed, and one of them something else",
                        "invalid: signature-wrong",
                        () ->
                                check(
                                        both(),
                                        Pins.none(),
                                        joined(KEY.sign(CONTENT), OTHER.sign(new byte[1])))));
    }

    private static List<SignatureCase> texts() {
        return List.of(
                is(
                        "pgp-other-bytes",
                        "it is the signature of other bytes",
                        "invalid: signature-wrong",
                        () -> check(KEY, KEY.sign(new byte[1]))),
                is(
                        "pgp-sha1",
                        "what is signed is a SHA-1",
                        "invalid: digest-weak",
                        () -> check(KEY, signed(HashAlgorithmTags.SHA1, told -> {}))),
                is(
                        "pgp-md5",
                        "what is signed is an MD5",
                        "invalid: digest-weak",
                        () -> check(KEY, signed(HashAlgorithmTags.MD5, told -> {}))),
                is(
                        "pgp-expired-signature",
                        "the signature says until when it holds",
                        "invalid: signature-expired",
                        () ->
                                check(
                                        KEY,
                                        signed(
                                                HashAlgorithmTags.SHA256,
                                                told ->
                                                        told.setSignatureExpirationTime(
                                                                true, 60)))),
                is(
                        "pgp-signed-in-future",
                        "it says that it was signed tomorrow",
                        "invalid: signed-in-future",
                        () -> check(KEY, signed(NOW.plus(Duration.ofDays(1))))),
                is(
                        "pgp-critical-unknown",
                        "it calls something critical that is not read",
                        "could not check",
                        () ->
                                check(
                                        KEY,
                                        signed(
                                                HashAlgorithmTags.SHA256,
                                                told ->
                                                        told.addNotationData(
                                                                true,
                                                                true,
                                                                "a@acme.example",
                                                                "b")))),
                is(
                        "pgp-of-text",
                        "it signs a text, whose ends of lines may be others",
                        "invalid: signature-malformed",
                        () ->
                                check(
                                        KEY,
                                        KEY.sign(
                                                CONTENT,
                                                PGPSignature.CANONICAL_TEXT_DOCUMENT,
                                                HashAlgorithmTags.SHA256,
                                                SamplePgp.SIGNED,
                                                told -> {}))),
                is(
                        "pgp-truncated",
                        "the text ends early",
                        "invalid: signature-malformed",
                        () -> check(KEY, Arrays.copyOf(KEY.sign(CONTENT), 300))),
                is(
                        "pgp-wrong-checksum",
                        "the text's checksum is that of another one",
                        "invalid: signature-malformed",
                        () ->
                                check(
                                        KEY,
                                        SamplePgp.text(KEY.sign(CONTENT))
                                                .replaceFirst("\n=[A-Za-z0-9+/]{4}", "\n=AAAA")
                                                .getBytes(ISO_8859_1))),
                is(
                        "pgp-no-armor",
                        "the text is none",
                        "invalid: signature-malformed",
                        () -> check(KEY, "no signature".getBytes(ISO_8859_1))),
                is(
                        "pgp-huge",
                        "it has more than 64 kilobytes",
                        "invalid: too-large",
                        () -> check(KEY, new byte[70_000])));
    }

    private static SignatureCase is(
            String name, String told, String expected, Supplier<Outcome<?>> outcome) {
        return new SignatureCase(name, OF, told, expected, outcome);
    }

    private static byte[] signed(Instant at) {
        return KEY.sign(CONTENT, HashAlgorithmTags.SHA256, at, told -> {});
    }

    private static byte[] signed(
            int hash, Consumer<org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator> says) {
        return KEY.sign(CONTENT, hash, SamplePgp.SIGNED, says);
    }

    private static Outcome<?> ending(Duration after) {
        var key =
                SamplePgp.create(2048, told -> told.setKeyExpirationTime(true, after.toSeconds()));
        return check(key, key.sign(CONTENT));
    }

    private static Outcome<?> revoked(byte reason, Instant at) {
        var key = SamplePgp.create().revoked(reason, at);
        return check(key, key.sign(CONTENT));
    }

    private static Outcome<?> pinned(String packages, byte[] armored) {
        var pins = new Pins(List.of(new Pins.Pin(List.of(packages), List.of(KEY.fingerprint()))));
        return check(both(), pins, armored);
    }

    private static KeyRing both() {
        return KeyRing.read(joined(KEY.ring(), OTHER.ring()));
    }

    private static Outcome<?> check(SamplePgp known, byte[] armored) {
        return check(KeyRing.read(known.ring()), Pins.none(), armored);
    }

    private static Outcome<?> check(KeyRing ring, Pins pins, byte[] armored) {
        return new PgpSignature(ring, pins)
                .check(PACKAGE, armored, () -> new ByteArrayInputStream(CONTENT), NOW);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return (SamplePgp.text(one) + SamplePgp.text(other)).getBytes(ISO_8859_1);
    }
}
