package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.EcosystemPassage;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.IndexEntry;
import dev.assay.scanners.artifact.cargo.IndexOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;

/** Crates that are nobody's here, where {@code gate.cargo.outside} lets them pass. */
final class CargoOutside {

    private final EcosystemPassage passage;
    private final CargoRegistry registry;

    CargoOutside(Outside outside, CargoRegistry registry, Passage passage) {
        this.passage = passage.of("cargo", outside, purl -> registry.isPrivate(purl.name()));
        this.registry = registry;
    }

    /**
     * The index's file of a crate as upstream has it; empty where it is not let pass, or is not
     * there.
     *
     * @param crate in lower case, as the index's paths are
     */
    Optional<GateAnswer> index(GateRequest request, Scope scope, String crate)
            throws InterruptedException {
        if (!passage.isOpen(scope, named(crate))) {
            return Optional.empty();
        }
        return switch (registry.findInAnySpelling(crate)) {
            // What is on record is so by the name that its registry spells.
            case IndexOutcome.Found(var file) when passage.isOpen(scope, named(file.name())) ->
                    Optional.of(
                            Passage.document(
                                    "text/plain",
                                    file.entries().stream()
                                            .map(IndexEntry::line)
                                            .collect(Collectors.joining("\n", "", "\n"))
                                            .getBytes(StandardCharsets.UTF_8)));
            case IndexOutcome.Found f -> Optional.empty();
            case IndexOutcome.NotFound n -> Optional.empty();
            case IndexOutcome.NotModified n -> Optional.empty();
            case IndexOutcome.Unavailable(var reason, var after) -> EcosystemPassage.away(reason);
            case IndexOutcome.Malformed(var reason) -> EcosystemPassage.away(reason);
            case IndexOutcome.NotConfigured(var reason) -> EcosystemPassage.away(reason);
        };
    }

    /** A crate's file as upstream has it; empty where it is not let pass, or is not there. */
    Optional<GateAnswer> file(GateRequest request, Scope scope, Purl release)
            throws InterruptedException, IOException {
        if (!passage.isOpen(scope, release)) {
            return Optional.empty();
        }
        // Another spelling is no other crate, so by one nothing passes.
        return switch (registry.find(release.name(), null)) {
            case IndexOutcome.Found(var file) -> {
                var entry = file.find(release.exactVersion()).orElse(null);
                yield entry == null
                        ? Optional.empty()
                        : passage.file(
                                request,
                                release.toString(),
                                target ->
                                        registry.file(
                                                entry.name(),
                                                entry.version().text(),
                                                entry.checksum(),
                                                target));
            }
            case IndexOutcome.NotFound n -> Optional.empty();
            case IndexOutcome.NotModified n -> Optional.empty();
            case IndexOutcome.Unavailable(var reason, var after) -> EcosystemPassage.away(reason);
            case IndexOutcome.Malformed(var reason) -> EcosystemPassage.away(reason);
            case IndexOutcome.NotConfigured(var reason) -> EcosystemPassage.away(reason);
        };
    }

    private static Purl named(String crate) {
        return new Purl(CargoEcosystem.TYPE, null, crate, null);
    }
}
