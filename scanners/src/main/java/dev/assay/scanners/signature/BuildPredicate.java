package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

import tools.jackson.databind.JsonNode;

/**
 * What a build says of itself beside what its certificate says of it. The certificate is believed;
 * a statement that says otherwise was written by something else than that build.
 */
final class BuildPredicate {

    private BuildPredicate() {}

    static void compare(Statement statement, BuildClaims claims) throws DefectException {
        var predicate = statement.predicate();
        if (statement.predicateType().endsWith("/v1")) {
            var definition = predicate.path("buildDefinition");
            var workflow = definition.path("externalParameters").path("workflow");
            agree("repository", workflow.path("repository"), claims.repository());
            agree("reference", workflow.path("ref"), claims.ref());
            if (workflow.path("path").isString() && !claims.workflow().isEmpty()) {
                var told =
                        workflow.path("repository").asString("")
                                + "/"
                                + workflow.path("path").asString("")
                                + "@"
                                + workflow.path("ref").asString("");
                agree("workflow", told, claims.workflow());
            }
            commit(definition.path("resolvedDependencies").path(0), "gitCommit", claims);
        } else {
            var source = predicate.path("invocation").path("configSource");
            agree("commit", source.path("digest").path("sha1"), claims.commit());
            var uri = source.path("uri").asString("");
            if (!uri.isEmpty()) {
                var at = uri.lastIndexOf('@');
                agree(
                        "repository",
                        plain(at < 0 ? uri : uri.substring(0, at)),
                        plain(claims.repository()));
            }
        }
    }

    /** Only the first of what it was made from is the source. */
    private static void commit(JsonNode source, String name, BuildClaims claims)
            throws DefectException {
        agree("commit", source.path("digest").path(name), claims.commit());
    }

    private static String plain(String address) {
        return address.replaceFirst("^git\\+", "").replaceFirst("\\.git$", "");
    }

    private static void agree(String what, JsonNode told, String certified) throws DefectException {
        if (told.isString()) {
            agree(what, told.stringValue(), certified);
        }
    }

    private static void agree(String what, String told, String certified) throws DefectException {
        if (!told.equals(certified)) {
            throw new DefectException(
                    Defect.PREDICATE_DIFFERS,
                    "it names the "
                            + what
                            + " "
                            + HostileJson.shown(told)
                            + ", the certificate "
                            + HostileJson.shown(certified));
        }
    }
}
