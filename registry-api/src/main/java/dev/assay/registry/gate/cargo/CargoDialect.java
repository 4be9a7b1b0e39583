package dev.assay.registry.gate.cargo;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.CargoCommand;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.artifact.cargo.IndexFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;

import java.util.Locale;
import java.util.Optional;

/** How cargo is told of a refusal. */
final class CargoDialect implements Dialect {

    private static final CargoEcosystem CARGO = new CargoEcosystem();

    private final UpstreamMemory<IndexFile> crates;

    CargoDialect(UpstreamMemory<IndexFile> crates) {
        this.crates = crates;
    }

    @Override
    public Ecosystem ecosystem() {
        return CARGO;
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) throws InterruptedException {
        var isAbsent =
                switch (crates.ask(purl.name().toLowerCase(Locale.ROOT), UpstreamCrates.PATIENCE)) {
                    case Known.None<IndexFile> n -> true;
                    case Known.Listed<IndexFile>(var file) ->
                            purl.version() != null && file.find(purl.version()).isEmpty();
                    case Known.Away<IndexFile> a -> false;
                };
        return isAbsent
                ? Optional.of(Faults.notUpstream("crate", "upstream index", purl))
                : Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", CargoCommand.install(release, gate + "cargo/~/" + closure + "/"));
    }
}
