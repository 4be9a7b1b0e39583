package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.nuget.NugetUpstream;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a command takes NuGet packages from, and for which target. */
public final class NugetSettings implements CommandUpstream {

    /** What is set, for telling apart what was resolved by other settings. */
    @Override
    public String described() {
        return Stream.of("url", "framework", "runtime")
                .map(each -> Setting.of("assay.upstream.nuget." + each))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** As the service reads them. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        var explicit = Setting.of("assay.upstream.nuget.url");
        try {
            var configuration =
                    NugetConfiguration.read(
                                    System.getenv(),
                                    Path.of(System.getProperty("user.home")),
                                    explicit == null ? null : URI.create(explicit))
                            .with(Setting.others("nuget"), NameOwners.inMemory(), OwnPackages.NONE);
            return new NugetUpstream(
                    new NugetFeed(configuration, NugetLimits.DEFAULT),
                    NugetTarget.of(
                            Setting.of("assay.upstream.nuget.framework"),
                            Setting.of("assay.upstream.nuget.runtime")),
                    Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.nuget: " + e.getMessage(), e);
        }
    }
}
