package dev.assay.registry.gate.maven;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.MavenCommand;
import dev.assay.registry.gate.UpstreamPresence;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;

import java.util.Optional;

/** How Maven's clients are told of a refusal. */
final class MavenDialect implements Dialect {

    private static final MavenEcosystem MAVEN = new MavenEcosystem();

    private final UpstreamPresence upstream;

    MavenDialect(Upstream upstream) {
        this.upstream = new UpstreamPresence(upstream);
    }

    @Override
    public Ecosystem ecosystem() {
        return MAVEN;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        return upstream.isAbsent(purl)
                ? Optional.of(Faults.notUpstream("release", "upstream repository", purl))
                : Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", MavenCommand.of(release, gate + "maven/~/" + closure + "/"));
    }
}
