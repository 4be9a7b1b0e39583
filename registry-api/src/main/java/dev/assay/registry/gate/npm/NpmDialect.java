package dev.assay.registry.gate.npm;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;

import java.time.Duration;
import java.util.Optional;

/** How npm's clients are told of a refusal. */
final class NpmDialect implements Dialect {

    private static final NpmEcosystem NPM = new NpmEcosystem();

    /** A refusal that upstream's word could turn into "there is no such thing" waits this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final UpstreamMemory<UpstreamOutline> outlines;

    NpmDialect(UpstreamMemory<UpstreamOutline> outlines) {
        this.outlines = outlines;
    }

    @Override
    public Ecosystem ecosystem() {
        return NPM;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        var name = purl.packageName();
        return switch (outlines.ask(name, PATIENCE)) {
            case Known.None<UpstreamOutline> n ->
                    Optional.of(
                            Faults.plain(
                                    404,
                                    "No such package upstream: " + name,
                                    "the upstream registry has no package " + name));
            case Known.Listed<UpstreamOutline>(var outline) ->
                    purl.version() == null || outline.versions().containsKey(purl.version())
                            ? Optional.empty()
                            : Optional.of(
                                    Faults.plain(
                                            404,
                                            "No such version upstream",
                                            "the upstream registry has no version "
                                                    + purl.version()
                                                    + " of "
                                                    + name));
            case Known.Away<UpstreamOutline> a -> Optional.empty();
        };
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return "npm install "
                + release.packageName()
                + "@"
                + release.exactVersion()
                + " --registry "
                + gate
                + "npm/~/"
                + closure
                + "/";
    }
}
