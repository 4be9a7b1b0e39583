package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.cargo.CargoUpstream;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a command takes crates from, and for which platform. */
public final class CargoSettings implements CommandUpstream {

    /** What is set, for telling apart what was resolved by other settings. */
    @Override
    public String described() {
        return Stream.of("url", "platform")
                .map(each -> Setting.of("assay.upstream.cargo." + each))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** As the service reads them. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        try {
            // A token is sent as it is, without the word that other registries have before it.
            var others =
                    Setting.others("cargo").stream()
                            .map(
                                    each ->
                                            each.authorization() == null
                                                    ? each
                                                    : new OtherUpstream(
                                                            each.url(),
                                                            each.namespaces(),
                                                            each.authorization()
                                                                    .replaceFirst("^Bearer ", "")))
                            .toList();
            var configuration =
                    CargoConfiguration.read(
                                    System.getenv(),
                                    Path.of(System.getProperty("user.home")),
                                    Setting.of("assay.upstream.cargo.url"),
                                    Setting.of("assay.upstream.cargo.token"))
                            .with(others, NameOwners.inMemory(), OwnPackages.NONE);
            return new CargoUpstream(
                    new CargoRegistry(configuration, CargoLimits.DEFAULT),
                    CargoTarget.of(Setting.of("assay.upstream.cargo.platform")),
                    Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.cargo: " + e.getMessage(), e);
        }
    }
}
