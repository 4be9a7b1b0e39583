package dev.assay.scanners.artifact.git;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.assay.scanners.coordinates.GitPlace;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.Optional;

/**
 * What is on record of a pinned commit.
 *
 * @param tag the name of the tag that it was pinned by; null where it was by its id
 * @param object what that tag pointed at; null likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GitManifest(
        String host, String path, String commit, @Nullable String tag, @Nullable String object) {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    public static GitManifest of(GitPlace place, String commit, @Nullable GitTag tag) {
        return new GitManifest(
                place.host(),
                place.path(),
                commit,
                tag == null ? null : tag.name(),
                tag == null ? null : tag.object());
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
