package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.IndexFile;
import dev.assay.scanners.artifact.cargo.IndexOutcome;

import java.time.Clock;
import java.time.Duration;

/** What the upstream index has. */
final class UpstreamCrates {

    /** For how long people wait. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int MOST_LINES = 200_000;

    private UpstreamCrates() {}

    static UpstreamMemory<IndexFile> of(CargoRegistry registry, Duration age, Clock clock) {
        return new UpstreamMemory<>(
                (crate, before) -> ask(registry, crate),
                file -> file == null ? 1 : 1 + file.entries().size(),
                MOST_LINES,
                age,
                clock);
    }

    private static Known<IndexFile> ask(CargoRegistry registry, String crate)
            throws InterruptedException {
        return switch (registry.findInAnySpelling(crate)) {
            case IndexOutcome.Found(var file) -> new Known.Listed<>(file);
            case IndexOutcome.NotFound n -> new Known.None<>();
            case IndexOutcome.NotModified n -> new Known.Away<>("it answers 304 to nothing");
            case IndexOutcome.Unavailable(var reason, var after) -> new Known.Away<>(reason);
            case IndexOutcome.Malformed(var reason) -> new Known.Away<>(reason);
            case IndexOutcome.NotConfigured(var reason) -> new Known.Away<>(reason);
        };
    }
}
