package dev.assay.scanners.signature;

import static dev.assay.scanners.signature.SignatureCase.Part.PROVENANCE;
import static dev.assay.scanners.signature.SignatureCase.Part.PUBLICATION;

import dev.assay.samples.SampleAttestation;
import dev.assay.samples.SampleKey;
import dev.assay.scanners.signature.NpmEvidence.Answer;
import dev.assay.scanners.signature.SignatureCase.Part;

import tools.jackson.databind.node.ArrayNode;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What an attestation says, and the envelope that it is signed in. */
final class StatementCases {

    private static final String SHA512 = "\"sha512\":\"[0-9a-f]{128}\"";

    private StatementCases() {}

    static List<SignatureCase> all() {
        return List.of(
                of("published", "nothing", "verified", PUBLICATION, e -> e.serves(e.publication())),
                of("built", "nothing", "verified", PROVENANCE, e -> e.serves(e.provenance())),
                of(
                        "subject-digest",
                        "it is about other bytes",
                        "invalid: subject-digest",
                        PROVENANCE,
                        stating(s -> s.replaceFirst(SHA512, sha512("0".repeat(128))))),
                of(
                        "subject-sha256-only",
                        "it names the bytes by SHA-256 alone",
                        "invalid: subject-no-sha512",
                        PROVENANCE,
                        stating(
                                s ->
                                        s.replaceFirst(
                                                SHA512, "\"sha256\":\"" + "0".repeat(64) + "\""))),
                of(
                        "subject-of-other-package",
                        "it is about another package",
                        "invalid: subject-name",
                        PROVENANCE,
                        stating(s -> s.replace("%40acme/mcp@", "%40acme/mpc@"))),
                of(
                        "subject-of-other-version",
                        "it is about another version",
                        "invalid: subject-name",
                        PUBLICATION,
                        publishing(s -> s.replace("mcp@1.0.0", "mcp@1.0.1"))),
                of(
                        "two-subjects",
                        "it is about two things",
                        "invalid: subject-not-one",
                        PROVENANCE,
                        stating(s -> s.replace("\"subject\":[", "\"subject\":[{},"))),
                of(
                        "wrong-predicate-type",
                        "listed as provenance, it says something else",
                        "invalid: predicate-type",
                        PROVENANCE,
                        stating(s -> s.replace("/provenance/v1", "/verification_summary/v1"))),
                of(
                        "wrong-statement-type",
                        "the statement is of no known type",
                        "invalid: statement-type",
                        PROVENANCE,
                        stating(s -> s.replace("Statement/v1", "Statement/v9"))),
                of(
                        "predicate-other-repository",
                        "it names another repository than the certificate",
                        "invalid: predicate-differs",
                        PROVENANCE,
                        stating(
                                s ->
                                        s.replace(
                                                "example.test/acme/mcp\"",
                                                "example.test/evil/mcp\""))),
                of(
                        "predicate-other-commit",
                        "it names another commit than the certificate",
                        "invalid: predicate-differs",
                        PROVENANCE,
                        stating(s -> s.replace("0123456789012345678", "9999999999999999999"))),
                of(
                        "publication-of-other-version",
                        "subject and text tell different versions",
                        "invalid: predicate-differs",
                        PUBLICATION,
                        publishing(
                                s -> s.replace("\"version\":\"1.0.0\"", "\"version\":\"9.0.0\""))),
                of(
                        "statement-says-twice",
                        "two subjects under one name: which is read depends on who reads",
                        "invalid: not-json",
                        PROVENANCE,
                        stating(s -> s.replaceFirst("\\{", "{\"subject\":[],"))),
                of(
                        "payload-type",
                        "the envelope is of another kind",
                        "invalid: payload-type",
                        PROVENANCE,
                        e -> e.serves(e.provenance().payloadType("text/plain"))),
                of(
                        "altered-payload",
                        "the statement was changed after signing",
                        "invalid: signature-wrong",
                        PROVENANCE,
                        e ->
                                e.serves(e.provenance())
                                        .altered(
                                                bundle ->
                                                        bundle.withObject("/dsseEnvelope")
                                                                .put("payload", "e30="))),
                of(
                        "two-signatures",
                        "the envelope carries two signatures",
                        "invalid: signatures-not-one",
                        PROVENANCE,
                        e ->
                                e.serves(e.provenance())
                                        .altered(
                                                bundle -> {
                                                    var list = signatures(bundle);
                                                    list.add(list.get(0).deepCopy());
                                                })),
                of(
                        "no-signature",
                        "the envelope carries none",
                        "invalid: signatures-not-one",
                        PROVENANCE,
                        e ->
                                e.serves(e.provenance())
                                        .altered(bundle -> signatures(bundle).removeAll())),
                of(
                        "publication-by-other-key",
                        "another key signed, under the known one's name",
                        "invalid: signature-wrong",
                        PUBLICATION,
                        e -> e.serves(e.publication().signer(SampleKey.create()))),
                of(
                        "publication-by-unknown-key",
                        "the key is not among the registry's",
                        "invalid: key-unknown",
                        PUBLICATION,
                        e ->
                                e.serves(e.publication())
                                        .altered(
                                                bundle ->
                                                        bundle.withObject(
                                                                        "/verificationMaterial/publicKey")
                                                                .put("hint", "SHA256:nobody"))),
                of(
                        "publication-by-expired-key",
                        "the key ended before the log took it",
                        "invalid: key-expired",
                        PUBLICATION,
                        e -> {
                            e.serves(e.publication());
                            e.keys = Evidence.given(e.world.keysDocument(Evidence.BUILT));
                        }),
                of(
                        "two-of-a-kind",
                        "two attestations of the build",
                        "invalid: twice",
                        PROVENANCE,
                        e -> e.serves(e.provenance(), e.provenance())),
                of(
                        "answer-says-twice",
                        "the answer lists attestations twice",
                        "invalid: not-json",
                        PROVENANCE,
                        e ->
                                e.attestations =
                                        Evidence.given(
                                                "{\"attestations\":[],\"attestations\":[]}")),
                of(
                        "huge",
                        "the answer has more than a megabyte",
                        "invalid: too-large",
                        PROVENANCE,
                        e ->
                                e.attestations =
                                        Evidence.given(
                                                "{\"attestations\":[]}" + " ".repeat(1 << 20))),
                of(
                        "deep",
                        "the answer is nested without end",
                        "invalid: not-json",
                        PROVENANCE,
                        e -> e.attestations = Evidence.given("{\"attestations\":".repeat(5_000))),
                of(
                        "many",
                        "the answer lists more attestations than anybody makes",
                        "invalid: too-large",
                        PROVENANCE,
                        e ->
                                e.attestations =
                                        Evidence.given(
                                                "{\"attestations\":["
                                                        + "{},".repeat(1_000)
                                                        + "{}]}")),
                of(
                        "only-published",
                        "an attestation of the publication alone",
                        "absent",
                        PROVENANCE,
                        e -> e.serves(e.publication())),
                of(
                        "none-of-some",
                        "the registry attests other versions",
                        "absent",
                        PROVENANCE,
                        e -> e.listsAttestations = false),
                of(
                        "listed-and-not-served",
                        "the version's entry names attestations, and there are none",
                        "could not check",
                        PROVENANCE,
                        e -> {}),
                of(
                        "away",
                        "the registry does not answer when asked for them",
                        "could not check",
                        PROVENANCE,
                        e -> e.attestations = new Answer.Away("timed out")),
                of(
                        "no-root",
                        "no trusted root is configured",
                        "could not check",
                        PROVENANCE,
                        e -> {
                            e.serves(e.provenance());
                            e.root = null;
                        }),
                of(
                        "not-offered",
                        "nothing is signed or attested in the whole package",
                        "not offered",
                        PROVENANCE,
                        e -> {
                            e.signatures = null;
                            e.listsAttestations = false;
                            e.othersAreSigned = false;
                            e.othersAreAttested = false;
                            e.keys = new Answer.None("404");
                        }));
    }

    private static ArrayNode signatures(tools.jackson.databind.JsonNode bundle) {
        return (ArrayNode) bundle.path("dsseEnvelope").path("signatures");
    }

    private static String sha512(String hex) {
        return "\"sha512\":\"" + hex + "\"";
    }

    private static Consumer<Evidence> stating(UnaryOperator<String> change) {
        return e -> e.serves(changed(e.provenance(), change));
    }

    private static Consumer<Evidence> publishing(UnaryOperator<String> change) {
        return e -> e.serves(changed(e.publication(), change));
    }

    private static SampleAttestation changed(
            SampleAttestation attestation, UnaryOperator<String> change) {
        return attestation.statement(
                before -> {
                    var after = change.apply(before);
                    if (after.equals(before)) {
                        throw new IllegalStateException("nothing was changed in " + before);
                    }
                    return after;
                });
    }

    private static SignatureCase of(
            String name, String told, String expected, Part part, Consumer<Evidence> evidence) {
        return new SignatureCase(name, part, told, expected, evidence);
    }
}
