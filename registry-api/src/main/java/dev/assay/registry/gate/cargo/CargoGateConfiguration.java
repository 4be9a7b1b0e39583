package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.CargoCommand;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CargoGateSettings.class)
class CargoGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final UpstreamSettings IMPATIENT =
            new UpstreamSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    List.of(),
                    5);

    @Bean
    CargoGate cargoGate(
            Checkpoint checkpoint,
            CargoConfiguration upstream,
            CargoGateSettings settings,
            Passage passage,
            Clock clock) {
        return new CargoGate(
                checkpoint,
                new CargoRegistry(upstream, CargoLimits.DEFAULT.asking(IMPATIENT)),
                settings.upstreamAge(),
                clock,
                settings.outside(),
                passage);
    }

    @Bean
    ReleaseCommand cargoCommand() {
        return ReleaseCommand.of(new CargoEcosystem()::owns, CargoCommand::install);
    }
}
