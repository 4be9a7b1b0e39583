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

import java.util.Collection;
import java.util.List;
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
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        return presence.isAbsent(purl)
                ? Optional.of(
                        Faults.plain(
                                404,
                                "No such repository or tag upstream",
                                "the git host has no "
                                        + purl.packageName()
                                        + (purl.version() == null ? "" : " " + purl.version())))
                : Optional.empty();
    }

    /** Versions first, in their order; what has none keeps the order of approval. */
    @Override
    public List<String> newestFirst(Collection<String> versions) {
        return versions.stream()
                .sorted(
                        (one, other) -> {
                            var left = git.version(one).orElse(null);
                            var right = git.version(other).orElse(null);
                            return left == null || right == null
                                    ? Boolean.compare(left == null, right == null)
                                    : right.compareTo(left);
                        })
                .toList();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", GitCommand.of(release, gate + "git/~/" + closure + "/"));
    }
}
