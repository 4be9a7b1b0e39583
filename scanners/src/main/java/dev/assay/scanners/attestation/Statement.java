package dev.assay.scanners.attestation;

import dev.assay.scanners.text.HostileJson;

import tools.jackson.databind.JsonNode;

/**
 * An in-toto statement (version 1) about one artifact.
 *
 * @param subject the package URL of what it is about
 */
record Statement(
        String subject, String sha256, String sha512, String predicateType, JsonNode predicate) {

    /** What a statement says it says, before anything of it is believed. */
    static String type(byte[] payload) throws BrokenException {
        return HostileJson.shown(
                StrictJson.text(
                        StrictJson.object(payload, "the statement"),
                        "predicateType",
                        "the statement"));
    }

    static Statement read(byte[] payload) throws BrokenException {
        var statement = StrictJson.object(payload, "the statement");
        var type = StrictJson.text(statement, "_type", "the statement");
        if (!type.equals(Approval.STATEMENT_TYPE)) {
            throw new BrokenException(
                    AttestationDefect.STATEMENT_TYPE, "its type is " + HostileJson.shown(type));
        }
        var subjects = statement.path("subject");
        if (!subjects.isArray() || subjects.size() != 1) {
            throw new BrokenException(
                    AttestationDefect.SUBJECT_NOT_ONE, subjects.size() + " subjects");
        }
        var subject = subjects.path(0);
        return new Statement(
                StrictJson.text(subject, "name", "the subject"),
                subject.path("digest").path("sha256").asString(""),
                subject.path("digest").path("sha512").asString(""),
                StrictJson.text(statement, "predicateType", "the statement"),
                statement.path("predicate"));
    }

    /** Both digests count: one alone leaves it to the reader which bytes are meant. */
    void compare(ApprovedArtifact artifact) throws BrokenException {
        if (artifact.purl() != null && !subject.equals(artifact.purl())) {
            throw new BrokenException(
                    AttestationDefect.SUBJECT_NAME,
                    "it is about " + HostileJson.shown(subject) + ", not " + artifact.purl());
        }
        if (!sha256.equals(artifact.sha256()) || !sha512.equals(artifact.sha512())) {
            throw new BrokenException(
                    AttestationDefect.SUBJECT_DIGEST,
                    "it names SHA-256 "
                            + HostileJson.shown(sha256)
                            + ", the artifact has "
                            + artifact.sha256());
        }
    }

    /** A summary beside an approval has to say the same. */
    void agrees(Approval approval) throws BrokenException {
        var what = "the summary";
        var result = StrictJson.text(predicate, "verificationResult", what);
        var resource = StrictJson.text(predicate, "resourceUri", what);
        var verifier = StrictJson.text(predicate.path("verifier"), "id", "its verifier");
        if (!result.equals("PASSED")
                || !resource.equals(approval.purl())
                || !subject.equals(approval.purl())
                || !HostileJson.shown(verifier).equals(approval.registry())) {
            throw new BrokenException(
                    AttestationDefect.SUMMARY_DIFFERS,
                    HostileJson.shown(result)
                            + " for "
                            + HostileJson.shown(resource)
                            + " by "
                            + HostileJson.shown(verifier));
        }
    }
}
