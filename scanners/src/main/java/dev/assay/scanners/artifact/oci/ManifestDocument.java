package dev.assay.scanners.artifact.oci;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A manifest of one image, or an index of several, read strictly. */
sealed interface ManifestDocument {

    String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    String ACCEPTED = String.join(", ", OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST);
    String SCHEMA_1 = "application/vnd.docker.distribution.manifest.v1";
    Set<String> CONFIGS =
            Set.of(
                    "application/vnd.oci.image.config.v1+json",
                    "application/vnd.docker.container.image.v1+json");
    Set<String> LAYERS =
            Set.of(
                    "application/vnd.oci.image.layer.v1.tar",
                    "application/vnd.oci.image.layer.v1.tar+gzip",
                    "application/vnd.oci.image.layer.v1.tar+zstd",
                    "application/vnd.docker.image.rootfs.diff.tar",
                    "application/vnd.docker.image.rootfs.diff.tar.gzip",
                    "application/vnd.docker.image.rootfs.diff.tar.zstd");

    JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .maxTokenCount(200_000)
                                                    .build())
                                    .build())
                    .build();

    record Index(String mediaType, List<Descriptor> manifests) implements ManifestDocument {}

    record Image(String mediaType, Descriptor config, List<Descriptor> layers)
            implements ManifestDocument {}

    String mediaType();

    /**
     * Reads one.
     *
     * @param sentAs the media type it came with, or was named with
     */
    static ManifestDocument read(byte[] bytes, @Nullable String sentAs, OciLimits limits)
            throws UnfitImageException {
        JsonNode document;
        try {
            document = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new UnfitImageException("its manifest is no JSON that is read");
        }
        var said = document.path("mediaType").asString("");
        var sent = sentAs == null ? "" : sentAs.split(";")[0].strip();
        var type = said.isEmpty() ? sent : said;
        if (type.startsWith(SCHEMA_1) || document.path("schemaVersion").asInt(0) == 1) {
            throw new UnfitImageException(
                    "it is an image in Docker's schema 1, whose layers have no checked order; push it"
                            + " anew with a client of this decade");
        }
        var isIndex = document.path("manifests").isArray();
        var isImage = document.path("layers").isArray() && document.path("config").isObject();
        if (document.path("schemaVersion").asInt(0) != 2 || isIndex == isImage) {
            // Both at once is an image for some clients and an index for others.
            throw new UnfitImageException(
                    "its manifest is neither that of an image nor an index of images");
        }
        var expected =
                isIndex ? Set.of(OCI_INDEX, DOCKER_LIST) : Set.of(OCI_MANIFEST, DOCKER_MANIFEST);
        if (!expected.contains(type) || !sent.isEmpty() && !sent.equals(type)) {
            throw new UnfitImageException(
                    "its manifest is sent as '" + cut(sent) + "' and says '" + cut(said) + "'");
        }
        return isIndex ? index(document, type, limits) : image(document, type, limits);
    }

    private static Index index(JsonNode document, String type, OciLimits limits)
            throws UnfitImageException {
        var listed = document.path("manifests");
        if (listed.size() > limits.manifests()) {
            throw new UnfitImageException(
                    "its index lists more than " + limits.manifests() + " manifests");
        }
        var manifests = new ArrayList<Descriptor>();
        for (var each : listed.values()) {
            manifests.add(Descriptor.of(each, "a manifest of its index"));
        }
        return new Index(type, List.copyOf(manifests));
    }

    private static Image image(JsonNode document, String type, OciLimits limits)
            throws UnfitImageException {
        var config = Descriptor.of(document.path("config"), "its configuration");
        if (!CONFIGS.contains(config.mediaType())) {
            throw new UnfitImageException(
                    "it is no image that is run: its configuration is of the type '"
                            + cut(config.mediaType())
                            + "'");
        }
        var listed = document.path("layers");
        if (listed.size() > limits.layers()) {
            throw new UnfitImageException("it has more than " + limits.layers() + " layers");
        }
        var layers = new ArrayList<Descriptor>();
        for (var each : listed.values()) {
            var layer = Descriptor.of(each, "a layer");
            if (layer.mediaType().contains("nondistributable")
                    || layer.mediaType().contains("foreign")
                    || each.path("urls").isArray() && !each.path("urls").isEmpty()) {
                throw new UnfitImageException(
                        "its layer "
                                + layer.written()
                                + " is foreign: the registry does not hold it, so it cannot be"
                                + " vetted");
            }
            if (!LAYERS.contains(layer.mediaType())) {
                throw new UnfitImageException(
                        "its layer "
                                + layer.written()
                                + " is of the type '"
                                + cut(layer.mediaType())
                                + "', which is no layer of files");
            }
            layers.add(layer);
        }
        return new Image(type, config, List.copyOf(layers));
    }

    private static String cut(String text) {
        // A character that takes two places in a text becomes one, so the length is looked at
        // after.
        var plain = text.replaceAll("[^\\x20-\\x7e]", "?");
        return plain.substring(0, Math.min(100, plain.length()));
    }
}
