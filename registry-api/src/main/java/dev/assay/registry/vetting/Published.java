package dev.assay.registry.vetting;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a registry says of who published a version and how. It is what the registry claims: nothing
 * of it is verified here.
 *
 * @param publisher the account, or null where the registry names none
 * @param repository where the source is said to be, or null
 * @param commit the commit it is said to be built from, or null
 * @param signatures how many signatures the registry lists
 * @param attested whether the registry lists a provenance attestation
 */
public record Published(
        @Nullable String publisher,
        @Nullable String repository,
        @Nullable String commit,
        int signatures,
        boolean attested) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 300;

    /** Of a version's object in a packument; what is not there is not known. */
    public static Published of(String manifest) {
        try {
            var tree = JSON.readTree(manifest);
            var repository = tree.path("repository");
            return new Published(
                    text(tree.path("_npmUser").path("name")),
                    text(repository.isString() ? repository : repository.path("url")),
                    text(tree.path("gitHead")),
                    tree.path("dist").path("signatures").size(),
                    tree.path("dist").path("attestations").path("provenance").isObject());
        } catch (JacksonException e) {
            return new Published(null, null, null, 0, false);
        }
    }

    private static @Nullable String text(JsonNode node) {
        if (!node.isString() || node.stringValue().isBlank()) {
            return null;
        }
        var text = node.stringValue();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
