package dev.assay.scanners.attestation;

import static dev.assay.scanners.attestation.MintedApproval.APPROVER;
import static dev.assay.scanners.attestation.MintedApproval.NOW;
import static dev.assay.scanners.attestation.MintedApproval.REGISTRY;
import static dev.assay.scanners.attestation.MintedApproval.STRANGER;
import static dev.assay.scanners.attestation.MintedApproval.sound;
import static dev.assay.scanners.attestation.MintedApproval.summary;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Each way in which an approval's attestation can be wrong, named after what is wrong with it. */
enum AttestationCase {
    SOUND("nothing", "verified", sound()),
    SOUND_WITH_SUMMARY("nothing", "verified", () -> lines(sound().line(), summary("PASSED"))),
    SIGNED_BY_APPROVER_TOO("nothing", "verified", sound().signedBy(REGISTRY, APPROVER)),
    SIGNED_BY_STRANGER_TOO(
            "nothing: a signature by an unknown key is told, and proves nothing",
            "verified",
            sound().signedBy(STRANGER, REGISTRY)),
    OTHER_LINE_BESIDE(
            "nothing: a line that is no envelope stands beside it",
            "verified",
            () -> lines("{\"mediaType\":\"something else\"}", sound().line())),
    FORGED_BESIDE(
            "nothing: one of an unknown key stands beside it",
            "verified",
            () -> lines(sound().signedBy(STRANGER).line(), sound().line())),
    EMPTY("there is nothing in the file", "absent", () -> new byte[] {'\n'}),
    NOT_JSON("it is no JSON", "not-json", () -> "no".getBytes(StandardCharsets.UTF_8)),
    TRUNCATED("it ends early", "not-json", sound().written(it -> it.substring(0, it.length() / 2))),
    TOO_LARGE(
            "it has more than eight megabytes",
            "too-large",
            () -> " ".repeat(9 << 20).concat("{}").getBytes(StandardCharsets.UTF_8)),
    TOO_DEEP(
            "it is nested without end",
            "not-json",
            () -> ("{\"payload\":" + "[".repeat(5000)).getBytes(StandardCharsets.UTF_8)),
    ENVELOPE_SAYS_TWICE(
            "the envelope names its payload twice",
            "not-json",
            sound().written(it -> it.replaceFirst("\\{", "{\"payload\":\"e30=\","))),
    STATEMENT_SAYS_TWICE(
            "the statement has two subjects under one name",
            "not-json",
            sound().text(it -> it.replaceFirst("\\{", "{\"subject\":[],"))),
    NO_SIGNATURES_LISTED(
            "the envelope lists no signatures",
            "field-missing",
            sound().written(it -> it.replace("\"signatures\"", "\"signed\""))),
    NO_SIGNATURE("nobody signed it", "key-unknown", sound().signedBy()),
    NO_REGISTRY_SIGNATURE(
            "an approver signed it, the registry did not",
            "key-unknown",
            sound().signedBy(APPROVER)),
    WRONG_KEY("another key signed it", "key-unknown", sound().signedBy(STRANGER)),
    WRONG_KEY_UNDER_KNOWN_NAME(
            "another key signed it, under the registry's name",
            "signature-wrong",
            sound().signedBy(STRANGER)
                    .sealed(
                            it ->
                                    new Envelope(
                                            it.payloadType(),
                                            it.payload(),
                                            List.of(
                                                    new Envelope.Signed(
                                                            REGISTRY.keyId(),
                                                            it.signatures()
                                                                    .getFirst()
                                                                    .signature()))))),
    SIGNED_TWICE("two signatures by one key", "twice", sound().signedBy(REGISTRY, REGISTRY)),
    SIGNATURE_TRUNCATED(
            "the signature ends early",
            "signature-malformed",
            sound().sealed(it -> signature(it, 20))),
    SIGNATURE_NOT_BASE64(
            "the signature is no base64",
            "not-base64",
            sound().written(it -> it.replaceAll("\"sig\":\"....", "\"sig\":\"*?*?"))),
    BASE64_URL_SAFE(
            "the payload is written in the other alphabet",
            "not-base64",
            sound().predicate(it -> it.put("note", "?????>>>>>"))
                    .written(AttestationCase::urlSafe)),
    BASE64_WITHOUT_PADDING(
            "the payload is written without its padding",
            "not-base64",
            sound().text(AttestationCase::padded).written(it -> it.replace("=\"", "\""))),
    BASE64_WITH_LOOSE_BITS(
            "the payload ends in bits that mean nothing",
            "not-base64",
            sound().text(AttestationCase::padded)
                    .written(it -> it.replaceFirst("[A-Za-z0-9+/]==\"", "9==\""))),
    ALTERED_PAYLOAD(
            "the statement was changed after signing",
            "signature-wrong",
            sound().sealed(AttestationCase::altered)),
    PAYLOAD_TYPE(
            "what is signed is of another kind", "payload-type", sound().type("application/json")),
    PAYLOAD_TYPE_RELABELLED(
            "the kind was changed after signing",
            "signature-wrong",
            sound().type("application/json")
                    .sealed(it -> new Envelope(Envelope.IN_TOTO, it.payload(), it.signatures()))),
    STATEMENT_TYPE(
            "the statement is of another version",
            "statement-type",
            sound().saying(it -> it.put("_type", "https://in-toto.io/Statement/v0.1"))),
    OTHER_PREDICATE_TYPE(
            "the registry signed another kind of statement",
            "predicate-type",
            sound().saying(it -> it.put("predicateType", "https://slsa.dev/provenance/v1"))),
    OTHER_VERSION_OF_PREDICATE(
            "an approval of a version that is not read",
            "predicate-type",
            sound().saying(
                            it ->
                                    it.put(
                                            "predicateType",
                                            Approval.PREDICATE_TYPE.replace("v1", "v2")))),
    SUMMARY_ALONE(
            "a verification summary without the approval, so without an end",
            "predicate-type",
            () -> lines(summary("PASSED"))),
    SUMMARY_FAILED(
            "the summary beside it says that it failed",
            "summary-differs",
            () -> lines(sound().line(), summary("FAILED"))),
    OTHER_SUBJECT(
            "it is about another package",
            "subject-name",
            sound().saying(it -> subject(it).put("name", "pkg:npm/other@1.0.0"))),
    OTHER_VERSION(
            "it is about another version",
            "subject-name",
            sound().saying(it -> subject(it).put("name", "pkg:npm/%40acme/mcp@1.0.1"))),
    ALTERED_ARTIFACT(
            "it is about other bytes",
            "subject-digest",
            sound().saying(it -> digest(it).put("sha256", "0".repeat(64)))),
    OTHER_SHA512(
            "its two digests are of different bytes",
            "subject-digest",
            sound().saying(it -> digest(it).put("sha512", "0".repeat(128)))),
    ONE_DIGEST(
            "it names the bytes by one digest alone",
            "subject-digest",
            sound().saying(it -> digest(it).remove("sha512"))),
    TWO_SUBJECTS(
            "it is about two things",
            "subject-not-one",
            sound().saying(it -> ((ArrayNode) it.path("subject")).addObject())),
    NO_SUBJECT(
            "it is about nothing", "subject-not-one", sound().saying(it -> it.remove("subject"))),
    NO_END("it has no end", "field-missing", sound().predicate(it -> it.remove("expires"))),
    NO_STAGE("it has no stage", "field-missing", sound().predicate(it -> it.remove("stage"))),
    NO_APPROVERS(
            "it does not say who voted",
            "field-missing",
            sound().predicate(it -> it.remove("approvers"))),
    EXPIRED(
            "the approval has ended",
            "expired",
            sound().predicate(it -> it.put("expires", NOW.toString()))),
    ISSUED_IN_FUTURE(
            "it was issued at a time that has not come",
            "issued-in-future",
            sound().predicate(it -> it.put("issuedAt", "2026-06-15T13:00:00Z"))),
    NARROWER_STAGE(
            "the approval is for less than is asked",
            "stage",
            sound().predicate(it -> it.put("stage", "sandbox"))),
    APPROVER_SIGNATURE_WRONG(
            "an approver's signature is of something else",
            "approver-signature-wrong",
            sound().sealed(
                            it ->
                                    it.with(
                                            new Envelope.Signed(
                                                    APPROVER.keyId(),
                                                    APPROVER.sign(new byte[1])))));

    private final String what;
    private final String expected;
    private final Supplier<byte[]> file;

    AttestationCase(String what, String expected, MintedApproval minted) {
        this(what, expected, minted::file);
    }

    AttestationCase(String what, String expected, Supplier<byte[]> file) {
        this.what = what;
        this.expected = expected;
        this.file = file;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String what() {
        return what;
    }

    /** {@code verified}, {@code absent}, or the defect. */
    String expected() {
        return expected;
    }

    byte[] file() {
        return file.get();
    }

    /** The row of the documentation. */
    String row() {
        return "| `"
                + id()
                + "` | "
                + what
                + " | "
                + (expected.equals("verified") || expected.equals("absent")
                        ? expected
                        : "invalid: " + expected)
                + " |\n";
    }

    private static byte[] lines(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode subject(ObjectNode statement) {
        return (ObjectNode) statement.path("subject").path(0);
    }

    private static ObjectNode digest(ObjectNode statement) {
        return (ObjectNode) subject(statement).path("digest");
    }

    private static Envelope altered(Envelope envelope) {
        var text = new String(envelope.payload(), StandardCharsets.UTF_8);
        return new Envelope(
                envelope.payloadType(),
                text.replace("2026-12-01", "2036-12-01").getBytes(StandardCharsets.UTF_8),
                envelope.signatures());
    }

    private static Envelope signature(Envelope envelope, int length) {
        var only = envelope.signatures().getFirst();
        return new Envelope(
                envelope.payloadType(),
                envelope.payload(),
                List.of(
                        new Envelope.Signed(
                                only.keyId(), Arrays.copyOf(only.signature(), length))));
    }

    /** So many bytes that one is left over, which base64 writes with two signs of padding. */
    private static String padded(String text) {
        return text + " ".repeat((4 - text.getBytes(StandardCharsets.UTF_8).length % 3) % 3);
    }

    private static String urlSafe(String envelope) {
        var begin = envelope.indexOf("\"payload\":\"") + 11;
        var end = envelope.indexOf('"', begin);
        var bytes = Base64.getDecoder().decode(envelope.substring(begin, end));
        return envelope.substring(0, begin)
                + Base64.getUrlEncoder().encodeToString(bytes)
                + envelope.substring(end);
    }
}
