package dev.assay.registry.gate.mcpb;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.BundleCommand;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.mcpb.McpbEcosystem;

import java.util.Optional;

/** How those who fetch bundles are told of a refusal. */
final class BundleDialect implements Dialect {

    private static final McpbEcosystem MCPB = new McpbEcosystem();

    @Override
    public Ecosystem ecosystem() {
        return MCPB;
    }

    /** A digest that nobody here knows says nothing of where its bytes are to be had. */
    @Override
    public Optional<GateAnswer> absent(Purl purl) {
        return Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return String.join(" ", BundleCommand.of(release, gate + "mcpb/~/" + closure + "/"));
    }
}
