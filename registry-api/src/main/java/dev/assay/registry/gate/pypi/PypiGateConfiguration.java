package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.PypiCommand;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PypiGateSettings.class)
class PypiGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final UpstreamSettings IMPATIENT =
            new UpstreamSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    List.of(),
                    5);

    @Bean
    PypiGate pypiGate(
            Checkpoint checkpoint,
            Refusals refusals,
            PypiConfiguration upstream,
            PypiGateSettings settings,
            Passage passage,
            Clock clock) {
        return new PypiGate(
                checkpoint,
                refusals,
                new PypiIndex(upstream, PypiLimits.DEFAULT.asking(IMPATIENT)),
                settings.upstreamAge(),
                clock,
                settings.outside(),
                passage);
    }

    @Bean
    ReleaseCommand pypiCommand() {
        return ReleaseCommand.of(new PypiEcosystem()::owns, PypiCommand::run);
    }
}
