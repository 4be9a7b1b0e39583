package dev.assay.registry.gate.nuget;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.NugetCommand;
import dev.assay.registry.gate.UpstreamPresence;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.nuget.NugetEcosystem;

import java.util.Optional;

/** How NuGet's clients are told of a refusal. */
final class NugetDialect implements Dialect {

    private static final NugetEcosystem NUGET = new NugetEcosystem();

    private final UpstreamPresence upstream;

    NugetDialect(Upstream upstream) {
        this.upstream = new UpstreamPresence(upstream);
    }

    /** A source has to say 404 of what it does not have; NuGet then asks its other sources. */
    @Override
    public Ecosystem ecosystem() {
        return NUGET;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        return upstream.isAbsent(purl)
                ? Optional.of(Faults.notUpstream("package", "upstream source", purl))
                : Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", NugetCommand.install(release, gate + "nuget/~/" + closure + "/"));
    }
}
