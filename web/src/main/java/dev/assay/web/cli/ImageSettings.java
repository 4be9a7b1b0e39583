package dev.assay.web.cli;

import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.oci.OciUpstream;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Where images come from, as the service reads it: from the same settings. */
final class ImageSettings {

    private ImageSettings() {}

    /** The registries; a setting that is no registry is told as wrong usage. */
    static Upstream upstream() throws UsageException {
        try {
            var configuration =
                    OciConfiguration.read(
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            Workplace.setting("assay.upstream.oci.default"),
                            listed("assay.upstream.oci.registries"),
                            listed("assay.upstream.oci.platforms"),
                            Workplace.file("assay.upstream.oci.auth-file"));
            return new OciUpstream(
                    new OciImages(
                            new OciRegistry(configuration, OciLimits.DEFAULT, Clock.systemUTC())));
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.oci: " + e.getMessage());
        }
    }

    private static List<String> listed(String name) {
        var text = Workplace.setting(name);
        return text == null || text.isBlank() ? List.of() : List.of(text.split(","));
    }
}
