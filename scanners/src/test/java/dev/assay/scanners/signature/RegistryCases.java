package dev.assay.scanners.signature;

import static dev.assay.scanners.signature.SignatureCase.Part.REGISTRY;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleKey;
import dev.assay.scanners.signature.NpmEvidence.Answer;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

/** The registry's signature over name, version and hash. */
final class RegistryCases {

    private RegistryCases() {}

    static List<SignatureCase> all() {
        return List.of(
                of("signed", "nothing: a key that the registry tells", "verified", e -> {}),
                of(
                        "signed-pinned",
                        "nothing: a key from the pinned file",
                        "verified",
                        e -> e.pinned = e.world.pinnedKeys()),
                of(
                        "wrong-key",
                        "another key signed, under the known one's name",
                        "invalid: signature-wrong",
                        e -> e.alteredSignature(s -> s.put("sig", by(SampleKey.create(), e)))),
                of(
                        "unknown-key",
                        "the key is not among those that the registry tells",
                        "invalid: key-unknown",
                        e -> e.alteredSignature(s -> s.put("keyid", "SHA256:nobody"))),
                of(
                        "key-not-pinned",
                        "the registry tells the key, the pinned file does not",
                        "invalid: key-unknown",
                        e -> e.pinned = new SampleAuthority(Evidence.START).pinnedKeys()),
                of(
                        "expired-key",
                        "the key ended before the version appeared",
                        "invalid: key-expired",
                        e ->
                                e.keys =
                                        Evidence.given(
                                                e.world.keysDocument(
                                                        Evidence.BUILT.minusSeconds(1)))),
                of(
                        "key-ended-since",
                        "nothing: the key ended after the version appeared",
                        "verified",
                        e ->
                                e.keys =
                                        Evidence.given(
                                                e.world.keysDocument(
                                                        Evidence.BUILT.plusSeconds(1)))),
                of(
                        "key-not-yet-valid",
                        "the version appeared before the key was valid",
                        "invalid: key-not-yet-valid",
                        e -> {
                            e.pinned = e.world.pinnedKeys();
                            e.published = Evidence.START.minus(Duration.ofDays(1));
                        }),
                of(
                        "no-time-and-expired-key",
                        "the registry says no time, and the key has ended by now",
                        "invalid: key-expired",
                        e -> {
                            e.published = null;
                            e.keys = Evidence.given(e.world.keysDocument(Evidence.BUILT));
                        }),
                of(
                        "other-version",
                        "the signature is that of another version",
                        "invalid: signature-wrong",
                        e -> e.version = "1.0.1"),
                of(
                        "other-name",
                        "the signature is that of another package",
                        "invalid: signature-wrong",
                        e -> e.name = "@acme/mpc"),
                of(
                        "altered-integrity",
                        "the signed hash is not that of the bytes that came",
                        "invalid: integrity-differs",
                        e ->
                                e.integrity =
                                        "sha512-"
                                                + Base64.getEncoder().encodeToString(new byte[64])),
                of(
                        "no-integrity",
                        "there is no hash that could be signed",
                        "invalid: integrity-differs",
                        e -> e.integrity = null),
                of(
                        "truncated-der",
                        "the signature ends early",
                        "invalid: signature-malformed",
                        e ->
                                e.alteredSignature(
                                        s -> s.put("sig", truncated(s.path("sig").asString())))),
                of(
                        "not-base64",
                        "the signature is no base64",
                        "invalid: field-missing",
                        e -> e.alteredSignature(s -> s.put("sig", "*"))),
                of(
                        "one-of-two-wrong",
                        "a second signature does not hold",
                        "invalid: signature-wrong",
                        e ->
                                e.signatures =
                                        e.signatures.replace("]", ",")
                                                + e.signatures
                                                        .replace("[", "")
                                                        .replaceFirst(
                                                                "\"sig\":\"[^\"]*\"",
                                                                "\"sig\":\""
                                                                        + by(SampleKey.create(), e)
                                                                        + "\"")),
                of(
                        "empty-list",
                        "the list of signatures is empty",
                        "invalid: signatures-not-one",
                        e -> e.signatures = "[]"),
                of(
                        "said-twice",
                        "the signature names its key twice",
                        "invalid: not-json",
                        e ->
                                e.signatures =
                                        e.signatures.replaceFirst("\\{", "{\"keyid\":\"other\",")),
                of(
                        "key-of-another-curve",
                        "the key is no P-256 key",
                        "invalid: key-unusable",
                        e ->
                                e.keys =
                                        Evidence.given(
                                                e.world
                                                        .keysDocument()
                                                        .replaceFirst(
                                                                "\"key\":\"[^\"]*\"",
                                                                "\"key\":\"AAAA\""))),
                of(
                        "no-keys",
                        "the version is signed, and there are no keys to be had",
                        "could not check",
                        e -> e.keys = new Answer.None("404")),
                of(
                        "keys-away",
                        "the registry does not answer when asked for its keys",
                        "could not check",
                        e -> e.keys = new Answer.Away("timed out")),
                of(
                        "keys-unreadable",
                        "the keys document is none",
                        "could not check",
                        e -> e.keys = Evidence.given("<html>")),
                of(
                        "no-signature",
                        "the registry signs other versions",
                        "absent",
                        e -> e.signatures = null),
                of(
                        "not-offered",
                        "no keys, and no version of the package is signed",
                        "not offered",
                        e -> {
                            e.signatures = null;
                            e.othersAreSigned = false;
                            e.keys = new Answer.None("404");
                        }));
    }

    private static SignatureCase of(
            String name, String told, String expected, Consumer<Evidence> evidence) {
        return new SignatureCase(name, REGISTRY, told, expected, evidence);
    }

    private static String by(SampleKey key, Evidence e) {
        var content = e.name + "@" + e.version + ":" + e.integrity;
        return Base64.getEncoder()
                .encodeToString(
                        key.sign(content.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private static String truncated(String signature) {
        var bytes = Base64.getDecoder().decode(signature);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, 40));
    }
}
