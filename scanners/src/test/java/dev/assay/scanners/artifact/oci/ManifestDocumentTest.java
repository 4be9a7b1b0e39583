package dev.assay.scanners.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

final class ManifestDocumentTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String CONFIG =
            "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                    + DIGEST
                    + "\",\"size\":2}";
    private static final String LAYER =
            "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\""
                    + DIGEST
                    + "\",\"size\":3}";

    private static ManifestDocument read(String json, String sentAs) throws UnfitImageException {
        return ManifestDocument.read(
                json.getBytes(StandardCharsets.UTF_8), sentAs, OciLimits.DEFAULT);
    }

    private static String image(String layers) {
        return "{\"schemaVersion\":2,\"mediaType\":\""
                + ManifestDocument.OCI_MANIFEST
                + "\","
                + CONFIG
                + ",\"layers\":["
                + layers
                + "]}";
    }

    private static void refused(String json, String sentAs, String why) {
        assertThatThrownBy(() -> read(json, sentAs))
                .isInstanceOf(UnfitImageException.class)
                .hasMessageContaining(why);
    }

    @Test
    void readsAnImage() throws Exception {
        assertThat(read(image(LAYER), ManifestDocument.OCI_MANIFEST))
                .isInstanceOfSatisfying(
                        ManifestDocument.Image.class,
                        image -> assertThat(image.layers().getFirst().size()).isEqualTo(3));
    }

    @Test
    void refusesByNameWhatIsNotRead() {
        refused("{\"schemaVersion\":1,\"fsLayers\":[]}", "application/json", "schema 1");
        refused(
                image(
                        LAYER.replace(
                                "oci.image.layer.v1.tar+gzip",
                                "docker.image.rootfs.foreign.diff.tar.gzip")),
                ManifestDocument.OCI_MANIFEST,
                "is foreign");
        refused(
                image(LAYER.replace("\"size\":3", "\"size\":3,\"urls\":[\"https://x.example/\"]")),
                ManifestDocument.OCI_MANIFEST,
                "is foreign");
        refused(
                image(LAYER).replace("oci.image.config", "cncf.helm.config"),
                ManifestDocument.OCI_MANIFEST,
                "no image that is run");
        refused(
                image(LAYER.replace("sha256:", "sha512:")),
                ManifestDocument.OCI_MANIFEST,
                "no sha256 digest");
        refused(
                image(LAYER.replace("\"size\":3", "\"size\":-3")),
                ManifestDocument.OCI_MANIFEST,
                "without a size");
        refused("[]", "application/json", "neither");
        refused("{\"schemaVersion\":2,\"schemaVersion\":1}", "application/json", "no JSON");
    }

    @Test
    void refusesWhatIsTwoThingsToTwoReaders() {
        refused(
                image(LAYER).replace("\"layers\"", "\"manifests\":[],\"layers\""),
                ManifestDocument.OCI_MANIFEST,
                "neither that of an image nor an index");
        refused(image(LAYER), ManifestDocument.OCI_INDEX, "is sent as");
    }

    @Test
    void refusesMoreThanItReads() {
        refused(
                image(String.join(",", java.util.Collections.nCopies(201, LAYER))),
                ManifestDocument.OCI_MANIFEST,
                "more than 200 layers");
    }
}
