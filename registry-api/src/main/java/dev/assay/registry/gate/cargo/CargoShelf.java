package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.HeldPackage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.cargo.IndexEntry;
import dev.assay.scanners.artifact.cargo.IndexLines;
import dev.assay.scanners.closure.cargo.CargoManifest;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The crates of a snapshot's closures, by their names in lower case. */
final class CargoShelf {

    /**
     * A line of the index.
     *
     * @param held null of what a closure needs on other platforms alone: it is listed, since cargo
     *     chooses versions for all of them, and never served
     */
    private record Placed(KnownRelease release, IndexEntry entry, @Nullable HeldPackage held) {

        String line() {
            return entry.name() + " " + entry.version().line();
        }
    }

    private final GateSnapshot snapshot;
    private final Map<String, List<Placed>> byName = new HashMap<>();
    private final Map<KnownRelease, List<Placed>> byRelease = new IdentityHashMap<>();

    private CargoShelf(GateSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The shelf of a snapshot. A release's lines are read once, since a closure never changes.
     *
     * @param before the shelf of an earlier snapshot, or null
     */
    static CargoShelf of(GateSnapshot snapshot, @Nullable CargoShelf before) {
        if (before != null && before.snapshot == snapshot) {
            return before;
        }
        var shelf = new CargoShelf(snapshot);
        for (var release : snapshot.releases()) {
            if (release.purl().type().equals(CargoEcosystem.TYPE)) {
                var known = before == null ? null : before.byRelease.get(release);
                shelf.add(release, known == null ? read(release) : known);
            }
        }
        return shelf;
    }

    private void add(KnownRelease release, List<Placed> lines) {
        byRelease.put(release, lines);
        for (var each : lines) {
            byName.computeIfAbsent(
                            each.entry().name().toLowerCase(Locale.ROOT), any -> new ArrayList<>(1))
                    .add(each);
        }
    }

    private static List<Placed> read(KnownRelease release) {
        var lines = new ArrayList<Placed>();
        for (var held : release.held()) {
            var manifest = CargoManifest.read(held.manifest()).orElse(null);
            if (manifest == null) {
                continue;
            }
            IndexLines.entry(manifest.line())
                    .ifPresent(entry -> lines.add(new Placed(release, entry, held)));
            for (var line : manifest.elsewhere()) {
                IndexLines.entry(line)
                        .ifPresent(entry -> lines.add(new Placed(release, entry, null)));
            }
        }
        return lines;
    }

    /**
     * The index's entries of a crate that a scope has, from the lowest version to the highest.
     * Where anything of a line is approved, nothing is listed of it that is not.
     */
    List<IndexEntry> entries(String crate, Scope scope) {
        var served = new TreeMap<String, IndexEntry>();
        var lines = new HashSet<String>();
        var placed =
                byName.getOrDefault(crate, List.of()).stream()
                        .filter(each -> leaves(each.release(), scope))
                        .toList();
        for (var each : placed) {
            if (each.held() != null
                    && scope.allowed(each.held().purl().withVersion(null))
                                    .get(each.held().purl().exactVersion())
                            instanceof GateSnapshot.Hold hold
                    && hold.held().integrity().equals(each.held().integrity())) {
                served.putIfAbsent(each.entry().version().text(), each.entry());
                lines.add(each.line());
            }
        }
        for (var each : placed) {
            if (each.held() == null && !lines.contains(each.line())) {
                served.putIfAbsent(each.entry().version().text(), each.entry());
            }
        }
        return served.values().stream().sorted(Comparator.comparing(IndexEntry::version)).toList();
    }

    private static boolean leaves(KnownRelease release, Scope scope) {
        return (scope.closure() == null || scope.closure().equals(release.id()))
                && release.servedTo(scope.stage(), scope.now());
    }

    /** A crate as it is spelled here, by its name in lower case; null where it is not known. */
    @Nullable Purl named(String crate) {
        var known = byName.getOrDefault(crate, List.of());
        return known.isEmpty()
                ? null
                : new Purl(CargoEcosystem.TYPE, null, known.getFirst().entry().name(), null);
    }
}
