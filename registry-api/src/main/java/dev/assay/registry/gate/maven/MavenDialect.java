package dev.assay.registry.gate.maven;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.registry.gate.UpstreamPresence;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** How Maven's clients are told of a refusal. */
final class MavenDialect implements Dialect {

    private final UpstreamPresence upstream;

    MavenDialect(Upstream upstream) {
        this.upstream = new UpstreamPresence(upstream);
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        return upstream.isAbsent(purl)
                ? Optional.of(
                        Faults.plain(
                                404,
                                "No such release upstream",
                                "the upstream repository has no "
                                        + purl.packageName()
                                        + (purl.version() == null ? "" : " " + purl.version())))
                : Optional.empty();
    }

    @Override
    public List<String> newestFirst(Collection<String> versions) {
        return VersionList.lowestFirst(versions).reversed();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", MavenCommand.of(release, gate + "maven/~/" + closure + "/"));
    }
}
