package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.PackageTree;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Optional;

/**
 * What a commit holds beside files. It stands in the tree under a name that git lets no file have,
 * so that it is seen, compared and told like a file, and nobody but us can write one.
 *
 * @param commit its id
 * @param tag the name of the tag that it was pinned by, empty where it was by its id
 * @param author as the commit names them, with the time
 * @param committer likewise
 * @param tagger of the tag object, empty without one
 * @param signed of what kind the commit's signature is, empty without one; it is not checked here
 * @param tagSigned of what kind the tag's is
 * @param links symbolic links that stay in the tree
 * @param submodules commits of other repositories
 * @param pointers files that Git LFS keeps elsewhere
 */
public record GitTreeDocument(
        String schema,
        String commit,
        String tag,
        String author,
        String committer,
        String tagger,
        String signed,
        String tagSigned,
        List<Link> links,
        List<Submodule> submodules,
        List<Pointer> pointers) {

    public static final String SCHEMA = "assay-git/1";

    /** What the file is called. */
    public static final String FILE = ".git/assay.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /**
     * @param folder whether it leads to no file of the tree
     */
    public record Link(String path, String target, boolean folder) {}

    /**
     * @param url as .gitmodules has it, empty where it has none
     */
    public record Submodule(String path, String url, String commit) {}

    public record Pointer(String path, String oid, long size) {}

    public GitTreeDocument {
        links = List.copyOf(links);
        submodules = List.copyOf(submodules);
        pointers = List.copyOf(pointers);
    }

    /** The document of a tree; empty where it came from no git repository. */
    public static Optional<GitTreeDocument> of(PackageTree tree) {
        var bytes = tree.files().get(FILE);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            var document = JSON.readValue(bytes, GitTreeDocument.class);
            return SCHEMA.equals(document.schema()) ? Optional.of(document) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    byte[] bytes() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
