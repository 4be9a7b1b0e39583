package dev.assay.scanners.signature;

import tools.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Set;

/**
 * An in-toto statement about bytes that are known by their SHA-256.
 *
 * @param predicateType what kind of thing it says
 * @param predicate what it says
 * @param name what it calls these bytes
 */
record SubjectStatement(String predicateType, JsonNode predicate, String name) {

    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");
    private static final String BUILD = "https://slsa.dev/provenance/";
    private static final int MOST_SUBJECTS = 100;

    /**
     * Reads the statement and checks that it is about these bytes, and perhaps about others too: an
     * image is built for several platforms at once.
     *
     * @param sha256 in hexadecimal digits
     */
    static SubjectStatement read(byte[] payload, String sha256) throws DefectException {
        var json = Bounds.object(payload, "the statement");
        var type = Bounds.text(json, "_type", "the statement");
        if (!TYPES.contains(type)) {
            throw new DefectException(Defect.STATEMENT_TYPE, type);
        }
        var subjects = json.path("subject");
        if (!subjects.isArray() || subjects.isEmpty() || subjects.size() > MOST_SUBJECTS) {
            throw new DefectException(
                    Defect.SUBJECT_NOT_ONE,
                    (subjects.isArray() ? subjects.size() : 0) + " subjects");
        }
        for (var each : subjects) {
            var told = each.path("digest").path("sha256").asString("");
            if (told.toLowerCase(Locale.ROOT).equals(sha256)) {
                return new SubjectStatement(
                        Bounds.text(json, "predicateType", "the statement"),
                        json.path("predicate"),
                        each.path("name").asString(""));
            }
        }
        throw new DefectException(
                Defect.SUBJECT_DIGEST,
                subjects.get(0).path("digest").path("sha256").asString("no SHA-256"));
    }

    /** What it says of a build has to be what the certificate says of it. */
    void compare(KeyClaims claims) throws DefectException {
        if (claims.build() != null && predicateType.startsWith(BUILD)) {
            BuildPredicate.compare(new Statement(predicateType, predicate), claims.build());
        }
    }
}
