package dev.assay.scanners.artifact.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.fuzz.FuzzTarget;

import java.util.List;

/** Manifests and indexes of images. */
public final class ManifestDocumentFuzz implements FuzzTarget {

    @Override
    public void read(byte[] bytes) {
        try {
            assertThat(ManifestDocument.read(bytes, null, OciLimits.DEFAULT).mediaType())
                    .isNotBlank();
        } catch (UnfitImageException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Override
    public List<byte[]> seeds() {
        return FuzzTarget.texts(
                """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": 2, "digest": "sha256:%1$s"},
                 "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "size": 3, "digest": "sha256:%1$s"}],
                 "annotations": {"a": "b"}, "subject": {"mediaType": "x", "size": 1, "digest": "sha256:%1$s"}}
                """
                        .formatted("a".repeat(64)),
                """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
                 "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 2, "digest": "sha256:%s",
                   "platform": {"os": "linux", "architecture": "arm64", "variant": "v8"}}]}
                """
                        .formatted("b".repeat(64)));
    }
}
