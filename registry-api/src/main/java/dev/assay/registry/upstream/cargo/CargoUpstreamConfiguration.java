package dev.assay.registry.upstream.cargo;

import dev.assay.registry.upstream.Places;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;
import dev.assay.scanners.ecosystem.cargo.CargoUpstream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the service takes crates from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CargoUpstreamSettings.class)
class CargoUpstreamConfiguration {

    @Bean
    CargoConfiguration cargoConfiguration(
            CargoUpstreamSettings settings, NameOwners owners, OwnPackages own) {
        return CargoConfiguration.read(
                        System.getenv(),
                        Path.of(System.getProperty("user.home")),
                        settings.url(),
                        settings.token())
                .with(settings.upstreams(), owners, own);
    }

    @Bean
    Upstream cargoUpstream(
            CargoConfiguration configuration, CargoUpstreamSettings settings, Clock clock) {
        return new CargoUpstream(
                new CargoRegistry(configuration, CargoLimits.DEFAULT), settings.target(), clock);
    }

    @Bean
    @Order(4)
    Places cargoPlaces(CargoConfiguration cargo) {
        return new Places() {
            @Override
            public String ecosystem() {
                return CargoEcosystem.TYPE;
            }

            @Override
            public List<Place> first() {
                return List.of(
                        new Place(
                                null,
                                cargo.index().orElse(null),
                                cargo.namedBy(),
                                cargo.hasCredentials()));
            }

            @Override
            public List<Added> added() {
                return Added.of(cargo.others());
            }

            @Override
            public List<String> overlaps() {
                return cargo.overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return Optional.of(new Purl(CargoEcosystem.TYPE, null, "serde", null));
            }
        };
    }
}
