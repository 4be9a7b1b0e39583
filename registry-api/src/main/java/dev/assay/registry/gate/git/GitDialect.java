package dev.assay.registry.gate.git;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GitCommand;
import dev.assay.registry.gate.UpstreamPresence;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.Upstream;

import java.util.Optional;

/** How git's clients are told of a refusal. */
final class GitDialect implements Dialect {

    private final UpstreamPresence presence;
    private final Ecosystem git;

    GitDialect(Upstream upstream) {
        this.presence = new UpstreamPresence(upstream);
        this.git = upstream.ecosystem();
    }

    @Override
    public Ecosystem ecosystem() {
        return git;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        return presence.isAbsent(purl)
                ? Optional.of(Faults.notUpstream("repository or tag", "git host", purl))
                : Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", GitCommand.of(release, gate + "git/~/" + closure + "/"));
    }
}
