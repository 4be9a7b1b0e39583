package dev.assay.registry.upstream.npm;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.publisher.NpmPublishing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the service takes packages of npm from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpmUpstreamSettings.class)
class NpmUpstreamConfiguration {

    @Bean
    NpmConfiguration npmConfiguration(
            NpmUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return NpmConfiguration.read(
                        System.getenv(),
                        Path.of(""),
                        Path.of(System.getProperty("user.home")),
                        settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    NpmRegistry npmRegistry(NpmConfiguration configuration) {
        return new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT);
    }

    @Bean
    NpmPublishing npmPublishing(NpmRegistry registry, TrustMaterial trust, Clock clock) {
        return new NpmPublishing(registry, trust.check(), clock);
    }

    @Bean
    Upstream npmUpstream(NpmRegistry registry, NpmPublishing publishing) {
        return new NpmUpstream(registry, publishing);
    }

    @Bean
    @Order(1)
    Places npmPlaces(NpmConfiguration npm) {
        return new Places() {
            @Override
            public String ecosystem() {
                return NpmEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                var address = npm.registry().orElse(null);
                var places = new ArrayList<Place>();
                places.add(
                        new Place(
                                null,
                                address,
                                npm.registryNamedBy().orElse(NpmConfiguration.NOT_CONFIGURED),
                                address != null && npm.hasCredentialsFor(address)));
                npm.scopedRegistries()
                        .forEach(
                                (scope, uri) ->
                                        places.add(
                                                new Place(
                                                        scope,
                                                        uri,
                                                        "npm's configuration, "
                                                                + scope
                                                                + ":registry",
                                                        npm.hasCredentialsFor(uri))));
                return places;
            }

            @Override
            public List<Added> added() {
                return Added.of(npm.others());
            }

            @Override
            public List<String> overlaps() {
                return npm.overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return host == null
                        ? Optional.of(new Purl(NpmEcosystem.TYPE, null, "npm", null))
                        : Optional.empty();
            }
        };
    }
}
