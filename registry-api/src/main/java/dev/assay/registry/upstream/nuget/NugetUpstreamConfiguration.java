package dev.assay.registry.upstream.nuget;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;
import dev.assay.scanners.ecosystem.nuget.NugetUpstream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the service takes NuGet packages from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NugetUpstreamSettings.class)
class NugetUpstreamConfiguration {

    @Bean
    NugetConfiguration nugetConfiguration(
            NugetUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return NugetConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    Upstream nugetUpstream(
            NugetConfiguration configuration, NugetUpstreamSettings settings, Clock clock) {
        var feed = new NugetFeed(configuration, NugetLimits.DEFAULT);
        return new NugetUpstream(feed, settings.target(), clock);
    }

    @Bean
    @Order(5)
    Places nugetPlaces(NugetConfiguration nuget) {
        return new Places() {
            @Override
            public String ecosystem() {
                return NugetEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                var address = nuget.source().orElse(null);
                return List.of(
                        new Place(
                                null,
                                address,
                                nuget.namedBy(),
                                address != null && nuget.hasCredentialsFor(address)));
            }

            @Override
            public List<Added> added() {
                return Added.of(nuget.others());
            }

            @Override
            public List<String> overlaps() {
                return nuget.overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return Optional.of(new Purl(NugetEcosystem.TYPE, null, "newtonsoft.json", null));
            }
        };
    }
}
