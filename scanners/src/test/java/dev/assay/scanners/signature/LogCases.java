package dev.assay.scanners.signature;

import static dev.assay.scanners.signature.SignatureCase.Part.PROVENANCE;

import dev.assay.samples.SampleAttestation;
import dev.assay.samples.SampleCertificate;
import dev.assay.samples.SampleKey;
import dev.assay.samples.SampleLogEntry;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The log that took an attestation, and the certificate that it was signed with. */
final class LogCases {

    private LogCases() {}

    static List<SignatureCase> all() {
        return List.of(
                entry(
                        "logged-as-in-toto",
                        "nothing: an entry as before 2025, intoto 0.0.2",
                        "verified",
                        (e, l) -> l.inToto()),
                entry(
                        "log-time-in-future",
                        "the log took it at a time that has not come",
                        "invalid: log-time-in-future",
                        (e, l) -> l.at(Evidence.NOW.plus(Duration.ofDays(1)))),
                entry(
                        "log-time-before-log",
                        "the log was not trusted yet at that time",
                        "invalid: log-not-valid",
                        (e, l) -> l.at(Evidence.START.minus(Duration.ofDays(1)))),
                entry(
                        "set-wrong",
                        "another key promised when it was taken",
                        "invalid: log-time-wrong",
                        (e, l) -> l.promisedBy(SampleKey.create())),
                altered(
                        "set-missing",
                        "nothing promises when it was taken",
                        "invalid: log-time-missing",
                        entry -> entry.remove("inclusionPromise")),
                altered(
                        "log-time-altered",
                        "the time was changed after the promise",
                        "invalid: log-time-wrong",
                        entry -> entry.put("integratedTime", "1780315265")),
                altered(
                        "log-index-altered",
                        "the place in the log was changed after the promise",
                        "invalid: log-time-wrong",
                        entry -> entry.put("logIndex", "1001")),
                altered(
                        "no-time",
                        "a log that keeps no time; time stamps are not read",
                        "could not check",
                        entry -> entry.put("integratedTime", "0")),
                entry(
                        "log-unknown",
                        "it is in a log that nobody trusts",
                        "invalid: log-unknown",
                        (e, l) -> l.in(SampleKey.create())),
                entry(
                        "inclusion-proof-wrong",
                        "the proof leads to another root",
                        "invalid: log-proof-wrong",
                        (e, l) -> l.wrongProof()),
                altered(
                        "inclusion-proof-missing",
                        "there is no proof",
                        "invalid: log-proof-missing",
                        entry -> entry.remove("inclusionProof")),
                of(
                        "inclusion-proof-missing-v0.1",
                        "a bundle of version 0.1, which came without a proof",
                        "could not check",
                        e ->
                                e.serves(
                                                e.provenance()
                                                        .mediaType(
                                                                "application/vnd.dev.sigstore.bundle+json;version=0.1"))
                                        .alteredEntry(entry -> entry.remove("inclusionProof"))),
                entry(
                        "checkpoint-of-other-log",
                        "the log's state is that of another log",
                        "invalid: log-checkpoint-wrong",
                        (e, l) -> l.stateOf("other.example.test")),
                entry(
                        "checkpoint-by-other-key",
                        "another key signed the log's state",
                        "invalid: log-checkpoint-wrong",
                        (e, l) -> l.stateSignedBy(SampleKey.create())),
                entry(
                        "checkpoint-of-other-size",
                        "the log's state is of another tree",
                        "invalid: log-checkpoint-wrong",
                        (e, l) -> l.stateOfSize(3)),
                altered(
                        "checkpoint-missing",
                        "the proof has no state of the log",
                        "invalid: log-checkpoint-wrong",
                        entry -> entry.withObject("/inclusionProof").remove("checkpoint")),
                of(
                        "log-body-of-other-envelope",
                        "the log took another statement",
                        "invalid: log-body-differs",
                        e -> e.serves(e.provenance().logged(s -> s.replace("v1.0.0", "v9.0.0")))),
                altered(
                        "log-kind-relabelled",
                        "the entry is labelled as another kind",
                        "invalid: log-body-differs",
                        entry -> entry.withObject("/kindVersion").put("kind", "intoto")),
                of(
                        "two-log-entries",
                        "it has two entries",
                        "invalid: log-entry-not-one",
                        e ->
                                e.serves(e.provenance())
                                        .altered(
                                                bundle -> {
                                                    var list = entries(bundle);
                                                    list.add(list.get(0).deepCopy());
                                                })),
                of(
                        "no-log-entry",
                        "it is in no log",
                        "invalid: log-entry-not-one",
                        e ->
                                e.serves(e.provenance())
                                        .altered(bundle -> entries(bundle).removeAll())),
                of(
                        "other-root",
                        "everything is from a world that is not trusted",
                        "invalid: log-unknown",
                        e -> {
                            e.serves(e.provenance());
                            e.root = new Evidence().root;
                        }),
                certificate(
                        "certificate-of-other-authority",
                        "another authority issued the certificate",
                        "invalid: certificate-other-root",
                        (e, c) -> c.issuedBy(SampleKey.create())),
                certificate(
                        "certificate-expired-at-log-time",
                        "the certificate ended before the log took it",
                        "invalid: certificate-not-valid",
                        (e, c) ->
                                c.valid(
                                        Evidence.BUILT.minus(Duration.ofMinutes(20)),
                                        Evidence.BUILT.minus(Duration.ofMinutes(10)))),
                certificate(
                        "certificate-not-yet-valid-at-log-time",
                        "the certificate began after the log took it",
                        "invalid: certificate-not-valid",
                        (e, c) ->
                                c.valid(
                                        Evidence.BUILT.plus(Duration.ofMinutes(10)),
                                        Evidence.BUILT.plus(Duration.ofMinutes(20)))),
                certificate(
                        "certificate-not-for-code",
                        "the certificate is for something else than signing code",
                        "invalid: certificate-usage",
                        (e, c) -> c.notForCode()),
                certificate(
                        "sct-missing",
                        "the certificate is in no log of certificates",
                        "invalid: sct-missing",
                        (e, c) -> c.loggedBy(null)),
                certificate(
                        "sct-wrong",
                        "an unknown log took the certificate",
                        "invalid: sct-wrong",
                        (e, c) -> c.loggedBy(SampleKey.create())),
                certificate(
                        "identity-missing",
                        "the certificate names nobody",
                        "invalid: certificate-no-identity",
                        (e, c) -> c.identity(null)),
                certificate(
                        "issuer-missing",
                        "nobody vouches for the identity",
                        "invalid: certificate-no-issuer",
                        (e, c) -> c.claim(8, null)),
                certificate(
                        "person-not-build",
                        "the certificate is a person's: it has no source",
                        "invalid: certificate-no-source",
                        (e, c) -> c.claim(12, null)),
                of(
                        "certificate-malformed",
                        "the certificate is none",
                        "invalid: certificate-malformed",
                        e ->
                                e.serves(e.provenance())
                                        .altered(
                                                bundle ->
                                                        bundle.withObject(
                                                                        "/verificationMaterial/certificate")
                                                                .put("rawBytes", "AAAA"))));
    }

    private static ArrayNode entries(ObjectNode bundle) {
        return (ArrayNode) bundle.path("verificationMaterial").path("tlogEntries");
    }

    private static SignatureCase entry(
            String name,
            String told,
            String expected,
            BiConsumer<Evidence, SampleLogEntry> change) {
        return made(name, told, expected, (e, a) -> change.accept(e, a.entry()));
    }

    private static SignatureCase certificate(
            String name,
            String told,
            String expected,
            BiConsumer<Evidence, SampleCertificate> change) {
        return made(name, told, expected, (e, a) -> change.accept(e, a.certificate()));
    }

    private static SignatureCase made(
            String name,
            String told,
            String expected,
            BiConsumer<Evidence, SampleAttestation> change) {
        return of(
                name,
                told,
                expected,
                e -> {
                    var attestation = e.provenance();
                    change.accept(e, attestation);
                    e.serves(attestation);
                });
    }

    private static SignatureCase altered(
            String name, String told, String expected, Consumer<ObjectNode> change) {
        return of(name, told, expected, e -> e.serves(e.provenance()).alteredEntry(change));
    }

    private static SignatureCase of(
            String name, String told, String expected, Consumer<Evidence> evidence) {
        return new SignatureCase(name, PROVENANCE, told, expected, evidence);
    }
}
