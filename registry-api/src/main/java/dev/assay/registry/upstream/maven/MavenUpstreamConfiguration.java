package dev.assay.registry.upstream.maven;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;
import dev.assay.scanners.ecosystem.maven.MavenUpstream;
import dev.assay.scanners.publisher.MavenPublishing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the service takes packages of Maven from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MavenUpstreamSettings.class)
class MavenUpstreamConfiguration {

    @Bean
    MavenConfiguration mavenConfiguration(
            MavenUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return MavenConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    MavenRepository mavenRepository(MavenConfiguration configuration, Clock clock) {
        return new MavenRepository(configuration, MavenLimits.DEFAULT, clock);
    }

    @Bean
    MavenPublishing mavenPublishing(MavenRepository repository, TrustMaterial trust, Clock clock) {
        return new MavenPublishing(repository, trust.trusted(), clock);
    }

    @Bean
    Upstream mavenUpstream(MavenRepository repository, MavenPublishing publishing) {
        return new MavenUpstream(repository, publishing);
    }

    @Bean
    @Order(2)
    Places mavenPlaces(MavenConfiguration maven) {
        return new Places() {
            @Override
            public String ecosystem() {
                return MavenEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                return maven.addresses().stream()
                        .map(
                                each ->
                                        new Place(
                                                null,
                                                each,
                                                maven.namedBy(),
                                                maven.hasCredentialsFor(each)))
                        .toList();
            }

            @Override
            public List<Added> added() {
                return Added.of(maven.others());
            }

            @Override
            public List<String> overlaps() {
                return maven.overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return Optional.of(new Purl("maven", "org.apache.maven", "maven-core", null));
            }
        };
    }
}
