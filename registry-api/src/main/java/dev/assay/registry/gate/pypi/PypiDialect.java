package dev.assay.registry.gate.pypi;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.PypiCommand;
import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import java.util.Optional;

/** How Python's installers are told of a refusal. */
final class PypiDialect implements Dialect {

    private static final PypiEcosystem PYPI = new PypiEcosystem();

    private final UpstreamMemory<IndexPage> pages;

    PypiDialect(UpstreamMemory<IndexPage> pages) {
        this.pages = pages;
    }

    @Override
    public Ecosystem ecosystem() {
        return PYPI;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        var isAbsent =
                switch (pages.ask(purl.packageName(), UpstreamPages.PATIENCE)) {
                    case Known.None<IndexPage> n -> true;
                    case Known.Listed<IndexPage>(var page) ->
                            purl.version() != null && page.files(purl.version()).isEmpty();
                    case Known.Away<IndexPage> a -> false;
                };
        return isAbsent
                ? Optional.of(Faults.notUpstream("release", "upstream index", purl))
                : Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", PypiCommand.install(release, gate + "pypi/~/" + closure + "/"));
    }
}
