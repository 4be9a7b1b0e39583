package dev.assay.scanners.artifact.oci;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image is made of, and where each part of it stands in the layout that is kept: all that a
 * registry needs to serve it, and all that is needed to fetch it again. It is what is recorded of
 * an image when it is locked.
 *
 * @param schema {@value #SCHEMA}
 * @param repository with its registry
 * @param parts the image itself first, as its tag names it: an index, or a manifest
 * @param notVetted what the index lists besides; it is never served
 */
public record ImageParts(
        String schema, String repository, List<Part> parts, List<NotVetted> notVetted) {

    public static final String SCHEMA = "assay-image/1";

    private static final int BLOCK = 512;

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** What a part is for. */
    public enum Role {
        @JsonProperty("index")
        INDEX,
        @JsonProperty("manifest")
        MANIFEST,
        @JsonProperty("config")
        CONFIG,
        @JsonProperty("layer")
        LAYER;

        /** Whether clients ask for it as a manifest rather than as a blob. */
        public boolean isManifest() {
            return this == INDEX || this == MANIFEST;
        }
    }

    /**
     * One part.
     *
     * @param offset of its bytes in the layout
     * @param platform of a manifest, as its index says it
     */
    public record Part(
            Role role,
            String mediaType,
            Sha256 digest,
            long size,
            long offset,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String platform) {

        /** The digest as the protocol writes it. */
        public String written() {
            return "sha256:" + digest.hex();
        }

        /** Where it stands in a layout. */
        String path() {
            return "blobs/sha256/" + digest.hex();
        }
    }

    /** A manifest that nobody looked into. */
    public record NotVetted(Sha256 digest, String platform) {}

    public ImageParts {
        Objects.requireNonNull(repository, "repository is null");
        parts = List.copyOf(parts);
        notVetted = notVetted == null ? List.of() : List.copyOf(notVetted);
    }

    /** Puts parts in their places, each once. */
    static ImageParts of(OciName name, List<Part> found, List<NotVetted> notVetted) {
        var placed = new ArrayList<Part>();
        var seen = new HashSet<Sha256>();
        var first = found.getFirst();
        long offset = ImageLayout.head(first).length;
        for (var each : found) {
            if (seen.add(each.digest())) {
                offset += BLOCK;
                placed.add(
                        new Part(
                                each.role(),
                                each.mediaType(),
                                each.digest(),
                                each.size(),
                                offset,
                                each.platform()));
                offset += padded(each.size());
            }
        }
        return new ImageParts(SCHEMA, name.toString(), placed, notVetted);
    }

    static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    public static Optional<ImageParts> read(String json) {
        try {
            var parts = JSON.readValue(json, ImageParts.class);
            return SCHEMA.equals(parts.schema()) && !parts.parts().isEmpty()
                    ? Optional.of(parts)
                    : Optional.empty();
        } catch (JacksonException | NullPointerException e) {
            return Optional.empty();
        }
    }

    public String json() {
        return JSON.writeValueAsString(this);
    }

    /** The image itself, as a tag names it. */
    public Part root() {
        return parts.getFirst();
    }

    long bytes() {
        return parts.stream().mapToLong(Part::size).sum();
    }
}
