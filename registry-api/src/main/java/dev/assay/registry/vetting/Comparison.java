package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a closure with an approved one, package by package. */
final class Comparison {

    /**
     * @param delta one delta over everything
     * @param changed packages that are not, byte for byte, in the approved closure
     */
    record Result(Delta delta, int changed) {}

    private final Profiles profiles;
    private final VettingStore vetting;
    private final DeltaEngine engine = new DeltaEngine();

    Comparison(Profiles profiles, VettingStore vetting) {
        this.profiles = profiles;
        this.vetting = vetting;
    }

    Result compare(@Nullable Baseline baseline, List<LockedPackage> packages)
            throws IOException, InterruptedException {
        var root = packages.getFirst();
        var own =
                profile(root)
                        .orElseThrow(
                                () -> new IllegalStateException(root.purl() + " has no profile"));
        var before = baseline == null ? null : profile(baseline.root()).orElse(null);
        var deltas = new ArrayList<Delta>();
        var missed = new ArrayList<Finding>();
        for (var each : ProfileStage.distinct(packages.subList(1, packages.size()))) {
            if (baseline != null && baseline.holds(each)) {
                continue;
            }
            var outcome = outcome(each);
            switch (outcome) {
                case Profiles.Outcome.Known(var made) ->
                        deltas.add(ofDependency(baseline, each, made.profile()));
                case Profiles.Outcome.Unknown(var problem) ->
                        missed.add(Notes.notScanned(each.purl(), problem));
            }
        }
        var merged = Deltas.merge(engine.compare(before, own), deltas);
        var findings = new ArrayList<>(merged.findings());
        findings.addAll(missed);
        var whole = Deltas.of(merged.from(), merged.to(), merged.coverage(), findings);
        return new Result(whole, deltas.size() + missed.size());
    }

    private Delta ofDependency(@Nullable Baseline baseline, LockedPackage one, Profile profile)
            throws IOException, InterruptedException {
        if (baseline == null) {
            return engine.compare(null, profile);
        }
        var predecessor = baseline.predecessor(one);
        var before = predecessor.isEmpty() ? null : profile(predecessor.get()).orElse(null);
        return before == null ? engine.arrive(profile) : engine.compare(before, profile);
    }

    private Optional<Profile> profile(LockedPackage one) throws IOException, InterruptedException {
        return switch (outcome(one)) {
            case Profiles.Outcome.Known(var made) -> Optional.of(made.profile());
            case Profiles.Outcome.Unknown(var problem) -> Optional.empty();
        };
    }

    private Profiles.Outcome outcome(LockedPackage one) throws IOException, InterruptedException {
        var artifact =
                vetting.artifact(one.integrity())
                        .orElseThrow(
                                () -> new IllegalStateException(one.purl() + " was not fetched"));
        return profiles.of(artifact.sha256(), one.purl());
    }
}
