package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.pypi.PypiUpstream;
import dev.assay.scanners.publisher.PypiPublishing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a command takes Python packages from, and for which targets. */
public final class PypiSettings implements CommandUpstream {

    /** What is set, for telling apart what was resolved by other settings. */
    @Override
    public String described() {
        return Stream.of("url", "python", "platform")
                .map(each -> Setting.of("assay.upstream.pypi." + each))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    /** As the service reads them. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        var explicit = Setting.of("assay.upstream.pypi.url");
        try {
            var configuration =
                    PypiConfiguration.read(
                                    System.getenv(),
                                    Path.of(System.getProperty("user.home")),
                                    explicit == null ? null : URI.create(explicit))
                            .with(Setting.others("pypi"), NameOwners.inMemory(), OwnPackages.NONE);
            var index = new PypiIndex(configuration, PypiLimits.DEFAULT);
            var clock = Clock.systemUTC();
            return new PypiUpstream(
                    index,
                    PypiTarget.all(
                            Setting.of("assay.upstream.pypi.python"),
                            Setting.of("assay.upstream.pypi.platform")),
                    clock,
                    new PypiPublishing(index, trust.trusted(), clock));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.pypi: " + e.getMessage(), e);
        }
    }
}
