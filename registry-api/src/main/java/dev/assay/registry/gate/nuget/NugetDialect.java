package dev.assay.registry.gate.nuget;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.UpstreamPresence;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How NuGet's clients are told of a refusal. */
final class NugetDialect implements Dialect {

    private final UpstreamPresence upstream;

    NugetDialect(Upstream upstream) {
        this.upstream = new UpstreamPresence(upstream);
    }

    /** A source has to say 404 of what it does not have; NuGet then asks its other sources. */
    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        return upstream.isAbsent(purl)
                ? Optional.of(
                        Faults.plain(
                                404,
                                "No such package upstream",
                                "the upstream source has no "
                                        + purl.packageName()
                                        + (purl.version() == null ? "" : " " + purl.version())))
                : Optional.empty();
    }

    @Override
    public List<String> newestFirst(Collection<String> versions) {
        return versions.stream()
                .flatMap(each -> NugetVersion.of(each).stream())
                .sorted(Comparator.reverseOrder())
                .map(NugetVersion::toString)
                .toList();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", NugetCommand.install(release, gate + "nuget/~/" + closure + "/"));
    }
}
