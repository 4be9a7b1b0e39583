package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.ClosureChange;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.function.Function;

/** Compares a closure with an approved one, package by package. */
final class Comparison {

    /**
     * @param delta one delta over everything
     * @param changed dependencies that are not, byte for byte, in the approved closure
     */
    record Result(Delta delta, int changed) {}

    private final Profiles profiles;
    private final VettingStore vetting;
    private final DeltaEngine engine = new DeltaEngine();

    Comparison(Profiles profiles, VettingStore vetting) {
        this.profiles = profiles;
        this.vetting = vetting;
    }

    /**
     * @param from the approved closure, or null where none was approved yet
     */
    Result compare(@Nullable Closure from, Closure to) throws IOException, InterruptedException {
        var change = ClosureChange.between(from, to);
        var dependencies = new ArrayList<Delta>();
        for (var pair : change.replaced()) {
            var before = profile(pair.from());
            dependencies.add(
                    delta(
                            pair.to(),
                            after ->
                                    before == null
                                            ? engine.arrive(after)
                                            : engine.compare(before, after)));
        }
        for (var arrived : change.arrived()) {
            dependencies.add(
                    delta(
                            arrived,
                            after ->
                                    from == null
                                            ? engine.compare(null, after)
                                            : engine.arrive(after)));
        }
        var before = profile(change.root().from());
        var root = delta(change.root().to(), after -> engine.compare(before, after));
        return new Result(Deltas.merge(root, dependencies), dependencies.size());
    }

    /** What became of one package; where it could not be scanned, that is what there is to say. */
    private Delta delta(LockedPackage one, Function<Profile, Delta> judge)
            throws IOException, InterruptedException {
        return switch (outcome(one)) {
            case Profiles.Outcome.Known(var made) -> judge.apply(made.profile());
            case Profiles.Outcome.Unknown(var problem) ->
                    Deltas.notScanned(
                            null, new Delta.Side(one.purl().toString(), null), problem.message());
        };
    }

    private @Nullable Profile profile(@Nullable LockedPackage one)
            throws IOException, InterruptedException {
        return one != null && outcome(one) instanceof Profiles.Outcome.Known(var made)
                ? made.profile()
                : null;
    }

    private Profiles.Outcome outcome(LockedPackage one) throws IOException, InterruptedException {
        var artifact =
                vetting.artifact(one.integrity())
                        .orElseThrow(
                                () -> new IllegalStateException(one.purl() + " was not fetched"));
        return profiles.of(artifact.sha256(), one.purl());
    }
}
