package dev.assay.scanners.delta;

import dev.assay.scanners.closure.DependencyPaths;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The delta of a release with everything it brings along. It says which packages are to be looked
 * at and joins what was seen; who looks, in which order and how many at a time is the caller's.
 */
public final class ClosureDelta {

    /**
     * One package to look at.
     *
     * @param from what it is compared with, or null
     * @param to the package
     */
    public record Part(Role role, @Nullable LockedPackage from, LockedPackage to) {

        public Part {
            Objects.requireNonNull(role, "role is null");
            Objects.requireNonNull(to, "to is null");
        }
    }

    /** How a package comes to be looked at. */
    public enum Role {
        /** The release itself. */
        RELEASE,
        /** A dependency of a release that nobody looked at before. */
        PRESENT,
        /** A dependency in whose place another version was. */
        REPLACED,
        /** A dependency that joins a closure known without it. */
        ARRIVED
    }

    /**
     * What was seen of one part.
     *
     * @param summary what the package does, or null where nobody knows
     */
    public record Seen(Part part, Delta delta, @Nullable String summary) {}

    private final ClosureChange change;
    private final DeltaEngine engine = new DeltaEngine();

    public ClosureDelta(ClosureChange change) {
        this.change = Objects.requireNonNull(change, "change is null");
    }

    /** All packages that have to be looked at, the release first. */
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        parts.add(new Part(Role.RELEASE, change.root().from(), change.root().to()));
        for (var pair : change.replaced()) {
            parts.add(new Part(Role.REPLACED, pair.from(), pair.to()));
        }
        var role = change.from() == null ? Role.PRESENT : Role.ARRIVED;
        for (var arrived : change.arrived()) {
            parts.add(new Part(role, null, arrived));
        }
        return parts;
    }

    /**
     * What there is to say of one package.
     *
     * @param before of the package it is compared with; anything but a profile is as good as none
     */
    public Seen seen(Part part, @Nullable Look before, Look now) {
        return switch (now) {
            case Look.Profiled(var after) ->
                    new Seen(
                            part,
                            SourceManifests.told(
                                    DeclaredManifest.compared(
                                            delta(part, before, after),
                                            after.profile(),
                                            part.to().manifest()),
                                    part.to()),
                            PackageSummary.of(after.profile()));
            case Look.Altered(var expected, var actual) ->
                    new Seen(
                            part,
                            Deltas.integrityMismatch(null, side(part), expected, actual),
                            null);
            case Look.NotScanned(var reason) ->
                    new Seen(part, Deltas.notScanned(null, side(part), reason), null);
        };
    }

    private Delta delta(Part part, @Nullable Look before, Attributed now) {
        return switch (before) {
            case Look.Profiled(var older) -> engine.compare(older, now);
            case null, default ->
                    switch (part.role()) {
                        case RELEASE, PRESENT -> engine.compare(null, now);
                        case REPLACED, ARRIVED -> engine.arrive(now);
                    };
        };
    }

    /**
     * One delta over everything.
     *
     * @param parts what was seen of every part, the release's first
     */
    public Delta join(List<Seen> parts) {
        var paths = DependencyPaths.of(change.to());
        var findings = new ArrayList<Finding>();
        Delta release = null;
        var dependencies = new ArrayList<Delta>();
        for (var seen : parts) {
            if (seen.part().role() == Role.RELEASE) {
                release = seen.delta();
            } else {
                dependencies.add(reached(seen.delta(), seen.part().to(), paths));
            }
        }
        var whole =
                Deltas.merge(
                        Objects.requireNonNull(release, "the release was not seen"), dependencies);
        var told = new DependencyNotes(change, paths, parts).added(whole.findings());
        findings.addAll(told);
        return Deltas.of(whole.from(), whole.to(), whole.coverage(), findings);
    }

    /** Every finding of a dependency says how the dependency is reached. */
    private static Delta reached(Delta delta, LockedPackage locked, DependencyPaths paths) {
        var way = String.join(" > ", paths.to(locked));
        var findings =
                delta.findings().stream()
                        .map(finding -> with(finding, Map.of(locked.purl().toString(), way)))
                        .toList();
        return new Delta(
                delta.schema(),
                delta.from(),
                delta.to(),
                delta.verdict(),
                delta.coverage(),
                findings);
    }

    private static Finding with(Finding finding, Map<String, String> reached) {
        var detail = new LinkedHashMap<>(finding.detail());
        detail.put(Findings.REACHED, reached);
        return Findings.detailed(finding, detail);
    }

    private static Delta.Side side(Part part) {
        return new Delta.Side(part.to().purl().toString(), null);
    }
}
