package dev.assay.registry.upstream.pypi;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;
import dev.assay.scanners.ecosystem.pypi.PypiUpstream;
import dev.assay.scanners.publisher.PypiPublishing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the service takes Python packages from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PypiUpstreamSettings.class)
class PypiUpstreamConfiguration {

    @Bean
    PypiConfiguration pypiConfiguration(
            PypiUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return PypiConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), settings.url())
                .with(OtherUpstreamSettings.upstreams(settings.others()), owners, own);
    }

    @Bean
    Upstream pypiUpstream(
            PypiConfiguration configuration,
            PypiUpstreamSettings settings,
            TrustMaterial trust,
            Clock clock) {
        var index = new PypiIndex(configuration, PypiLimits.DEFAULT);
        return new PypiUpstream(
                index,
                settings.targets(),
                clock,
                new PypiPublishing(index, trust.trusted(), clock));
    }

    @Bean
    @Order(3)
    Places pypiPlaces(PypiConfiguration pypi) {
        return new Places() {
            @Override
            public String ecosystem() {
                return PypiEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                var address = pypi.index().orElse(null);
                return List.of(
                        new Place(
                                null,
                                address,
                                pypi.namedBy(),
                                address != null && pypi.hasCredentialsFor(address)));
            }

            @Override
            public List<Added> added() {
                return Added.of(pypi.others());
            }

            @Override
            public List<String> overlaps() {
                return pypi.overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return Optional.of(new Purl(PypiEcosystem.TYPE, null, "pip", null));
            }
        };
    }
}
