package dev.assay.scanners.signature;

import tools.jackson.databind.JsonNode;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * An in-toto statement about one npm version.
 *
 * @param predicateType what kind of thing it says
 * @param predicate what it says
 */
record Statement(String predicateType, JsonNode predicate) {

    private static final Set<String> TYPES =
            Set.of("https://in-toto.io/Statement/v0.1", "https://in-toto.io/Statement/v1");
    private static final String NPM = "pkg:npm/";
    private static final int SHA512_BYTES = 64;

    /**
     * Reads the statement and checks that it is about this version with these bytes.
     *
     * @param listedAs the predicate type under which the registry lists it
     * @param sha512 of the tarball
     */
    static Statement read(
            byte[] payload, String listedAs, String name, String version, byte[] sha512)
            throws DefectException {
        var json = Bounds.object(payload, "the statement");
        var type = Bounds.text(json, "_type", "the statement");
        if (!TYPES.contains(type)) {
            throw new DefectException(Defect.STATEMENT_TYPE, type);
        }
        var predicateType = Bounds.text(json, "predicateType", "the statement");
        if (!predicateType.equals(listedAs)) {
            throw new DefectException(Defect.PREDICATE_TYPE, predicateType);
        }
        var subjects = json.path("subject");
        if (!subjects.isArray() || subjects.size() != 1) {
            throw new DefectException(
                    Defect.SUBJECT_NOT_ONE,
                    (subjects.isArray() ? subjects.size() : 0) + " subjects");
        }
        var subject = subjects.get(0);
        subjectName(Bounds.text(subject, "name", "the subject"), name + "@" + version);
        digest(subject.path("digest"), sha512);
        return new Statement(predicateType, json.path("predicate"));
    }

    /** A package URL, in which the at sign of a scope is encoded, and by some also the slash. */
    private static void subjectName(String purl, String expected) throws DefectException {
        // A plus sign means itself in a package URL; the decoder of forms would make it a space.
        var path = purl.startsWith(NPM) ? purl.substring(NPM.length()).replace("+", "%2B") : "";
        try {
            if (URLDecoder.decode(path, StandardCharsets.UTF_8).equals(expected)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // No package URL, so another name.
        }
        throw new DefectException(Defect.SUBJECT_NAME, purl);
    }

    private static void digest(JsonNode digests, byte[] sha512) throws DefectException {
        var told = digests.path("sha512");
        if (!told.isString() || told.stringValue().length() != 2 * SHA512_BYTES) {
            throw new DefectException(
                    Defect.SUBJECT_NO_SHA512,
                    "it has " + String.join(", ", digests.propertyNames()));
        }
        if (!told.stringValue().toLowerCase(Locale.ROOT).equals(HexFormat.of().formatHex(sha512))) {
            throw new DefectException(Defect.SUBJECT_DIGEST, told.stringValue());
        }
    }
}
