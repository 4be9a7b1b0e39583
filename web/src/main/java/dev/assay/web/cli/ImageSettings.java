package dev.assay.web.cli;

import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.oci.OciUpstream;
import dev.assay.scanners.publisher.OciPublishing;
import dev.assay.scanners.signature.Trusted;

import java.nio.file.Path;
import java.time.Clock;

/** Where images come from, as the service reads it: from the same settings. */
final class ImageSettings {

    private ImageSettings() {}

    /** The registries; a setting that is no registry is told as wrong usage. */
    static Upstream upstream(Trusted trusted) throws UsageException {
        try {
            var configuration =
                    OciConfiguration.read(
                                    System.getenv(),
                                    Path.of(System.getProperty("user.home")),
                                    Setting.of("assay.upstream.oci.default"),
                                    Setting.list("assay.upstream.oci.registries"),
                                    Setting.list("assay.upstream.oci.platforms"),
                                    Setting.file("assay.upstream.oci.auth-file"))
                            .with(Setting.hostUpstreams("oci"));
            var clock = Clock.systemUTC();
            var images = new OciImages(new OciRegistry(configuration, OciLimits.DEFAULT, clock));
            return new OciUpstream(images, new OciPublishing(images, trusted, clock));
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.oci: " + e.getMessage());
        }
    }
}
