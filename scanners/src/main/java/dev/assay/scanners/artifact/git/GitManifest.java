package dev.assay.scanners.artifact.git;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.coordinates.GitPlace;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on record of a pinned commit.
 *
 * @param tag the name of the tag that it was pinned by; null where it was by its id
 * @param object what that tag pointed at; null likewise
 * @param needs what became of each manifest of the tree whose ecosystem resolves such
 * @param dependencies the names of packages that these manifests ask for, with what they ask for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GitManifest(
        String host,
        String path,
        String commit,
        @Nullable String tag,
        @Nullable String object,
        List<Need> needs,
        Map<String, String> dependencies) {

    /**
     * What became of one manifest.
     *
     * @param manifest its path
     * @param by what decided about the versions; null where they are not resolved
     * @param packages how many there are
     * @param reason why they are not resolved; null where they are
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Need(
            String manifest, @Nullable String by, int packages, @Nullable String reason) {}

    public GitManifest {
        needs = needs == null ? List.of() : List.copyOf(needs);
        dependencies = dependencies == null ? new TreeMap<>() : new TreeMap<>(dependencies);
    }

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public static GitManifest of(GitPlace place, String commit, @Nullable GitTag tag) {
        return new GitManifest(
                place.host(),
                place.path(),
                commit,
                tag == null ? null : tag.name(),
                tag == null ? null : tag.object(),
                List.of(),
                Map.of());
    }

    /** The commit alone. */
    public GitManifest pinned() {
        return with(List.of(), Map.of());
    }

    /** The same with what its tree needs. */
    public GitManifest with(List<Need> resolved, Map<String, String> wanted) {
        return new GitManifest(host, path, commit, tag, object, resolved, wanted);
    }

    /** Reads what is on record; empty where it is of no git commit. */
    public static Optional<GitManifest> read(String json) {
        try {
            var read = JSON.readValue(json, GitManifest.class);
            return read.commit() == null ? Optional.empty() : Optional.of(read);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }
}
