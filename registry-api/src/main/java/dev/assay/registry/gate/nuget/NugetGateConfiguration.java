package dev.assay.registry.gate.nuget;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetUpstream;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NugetGateSettings.class)
class NugetGateConfiguration {

    /** Somebody waits for the answer, so the upstream gets one chance, and a short one. */
    private static final UpstreamSettings IMPATIENT =
            new UpstreamSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    List.of(),
                    5);

    @Bean
    NugetGate nugetGate(
            Checkpoint checkpoint,
            NugetConfiguration upstream,
            NugetGateSettings settings,
            Passage passage,
            Clock clock) {
        var feed = new NugetFeed(upstream, NugetLimits.DEFAULT.asking(IMPATIENT));
        // It is asked what there is, and resolves nothing.
        return new NugetGate(
                checkpoint,
                new NugetUpstream(feed, NugetTarget.of(null, null), clock),
                settings.outside(),
                purl -> feed.isPrivate(purl.name()),
                passage);
    }

    @Bean
    ReleaseCommand nugetCommand() {
        return ReleaseCommand.of(new NugetEcosystem()::owns, NugetCommand::run);
    }
}
