package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenPassage;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.maven.MavenUpstream;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MavenGateSettings.class)
class MavenGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final UpstreamSettings IMPATIENT =
            new UpstreamSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    List.of(),
                    5);

    /** What is passed on is a whole file, which takes its time. */
    private static final UpstreamSettings PASSING =
            new UpstreamSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(3),
                    List.of(Duration.ofMillis(250)),
                    5);

    @Bean
    MavenGate mavenGate(
            Checkpoint checkpoint,
            MavenConfiguration upstream,
            MavenGateSettings settings,
            Passage passage,
            Clock clock) {
        var limits = MavenLimits.DEFAULT.asking(IMPATIENT);
        return new MavenGate(
                checkpoint,
                new MavenUpstream(new MavenRepository(upstream, limits, clock)),
                new MavenOutside(
                        settings.outside(),
                        Toolset.read(settings.toolset()),
                        new MavenPassage(upstream, MavenLimits.DEFAULT.asking(PASSING)),
                        passage));
    }

    @Bean
    ReleaseCommand mavenCommand() {
        return ReleaseCommand.of(new MavenEcosystem()::owns, MavenCommand::of);
    }
}
