package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpmGateSettings.class)
class NpmGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final NpmRegistrySettings IMPATIENT =
            new NpmRegistrySettings(
                    new UpstreamSettings(
                            Duration.ofSeconds(3),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(30),
                            List.of(),
                            5),
                    NpmRegistrySettings.DEFAULT.largestPackument(),
                    NpmRegistrySettings.DEFAULT.largestTarball(),
                    NpmRegistrySettings.DEFAULT.largestForward());

    @Bean
    NpmGate npmGate(
            Checkpoint checkpoint,
            Refusals refusals,
            NpmConfiguration upstream,
            NpmGateSettings settings,
            Passage passage,
            Clock clock) {
        return new NpmGate(
                checkpoint,
                refusals,
                new NpmRegistry(upstream, IMPATIENT),
                settings.upstreamAge(),
                clock,
                settings.outside(),
                passage);
    }

    @Bean
    ReleaseCommand npmCommand() {
        return new NpxCommand();
    }
}
