package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.oci.OciUpstream;
import dev.assay.scanners.publisher.OciPublishing;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Where images come from, as the service reads it: from the same settings. */
public final class ImageSettings implements CommandUpstream {

    /** The registries; a setting that is no registry is told as wrong usage. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
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
            return new OciUpstream(images, new OciPublishing(images, trust.trusted(), clock));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.oci: " + e.getMessage(), e);
        }
    }
}
