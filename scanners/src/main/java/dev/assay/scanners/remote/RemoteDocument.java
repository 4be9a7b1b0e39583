package dev.assay.scanners.remote;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.remote.ProbeMain;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

/**
 * The one file that stands for a remote server, which has no package: what a probe was told.
 *
 * @param json an object of the schema {@link #SCHEMA}
 */
public record RemoteDocument(JsonNode json) {

    public static final String SCHEMA = ProbeMain.SCHEMA;

    /** What the file is called. */
    public static final String FILE = "remote.json";

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(120)
                                                    .maxTokenCount(2_000_000)
                                                    .build())
                                    .build())
                    .build();

    /**
     * The document of a tree that has nothing else: a package that ships such a file is a package
     * all the same.
     */
    public static Optional<RemoteDocument> of(PackageTree tree) {
        var bytes = tree.files().get(FILE);
        return bytes == null || tree.files().size() != 1 ? Optional.empty() : parse(bytes);
    }

    /** Reads one; empty where it is none. */
    public static Optional<RemoteDocument> parse(byte[] bytes) {
        try {
            var json = JSON.readTree(bytes);
            return json.path("schema").asString("").equals(SCHEMA)
                    ? Optional.of(new RemoteDocument(json))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The version that the server gives itself; empty where it gives none. */
    public String version() {
        return text("server", "version");
    }

    public String endpoint() {
        return json.path("endpoint").asString("");
    }

    private String text(String object, String name) {
        return json.path(object).path(name).asString("");
    }
}
