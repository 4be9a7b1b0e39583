package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.ImageCommand;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciPassage;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.oci.OciUpstream;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OciGateSettings.class)
class OciGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean
    OciGate ociGate(
            Checkpoint checkpoint,
            OciConfiguration upstream,
            OciGateSettings settings,
            Passage passage,
            Clock clock) {
        var limits = OciLimits.DEFAULT.onceWithin(PATIENCE);
        return new OciGate(
                checkpoint,
                new OciUpstream(new OciImages(new OciRegistry(upstream, limits, clock))),
                upstream,
                settings.outside(),
                new OciPassage(new OciRegistry(upstream, OciLimits.DEFAULT, clock)),
                passage);
    }

    /** An image is asked of the gate by its own name, which says nothing of a closure. */
    @Bean
    ReleaseCommand ociCommand() {
        return new ReleaseCommand() {
            @Override
            public boolean isFor(Purl release) {
                return release.type().equals(OciName.TYPE);
            }

            @Override
            public List<String> words(Purl release, String closure, String gate) {
                return ImageCommand.run(release, gate);
            }
        };
    }
}
