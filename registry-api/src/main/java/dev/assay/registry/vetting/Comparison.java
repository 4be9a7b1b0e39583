package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.ClosureChange;
import dev.assay.scanners.delta.ClosureDelta;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Look;
import dev.assay.scanners.delta.ToolShadowing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;

/** Compares a closure with an approved one, package by package. */
final class Comparison {

    /**
     * @param delta one delta over everything
     * @param changed dependencies that are not, byte for byte, in the approved closure
     */
    record Result(Delta delta, int changed) {}

    private final Profiles profiles;
    private final VettingStore vetting;
    private final ApprovedTools approved;
    private final Origins origins;

    Comparison(Profiles profiles, VettingStore vetting, ApprovedTools approved, Origins origins) {
        this.origins = origins;
        this.profiles = profiles;
        this.vetting = vetting;
        this.approved = approved;
    }

    /**
     * @param from the approved closure, or null where none was approved yet
     */
    Result compare(@Nullable Closure from, Closure to) throws IOException, InterruptedException {
        var whole = new ClosureDelta(ClosureChange.between(from, to));
        var seen = new ArrayList<ClosureDelta.Seen>();
        for (var part : whole.parts()) {
            // Profiles are large; only two at a time are in memory.
            var before = part.from() == null ? null : look(part.from());
            var now = look(part.to());
            var one = whole.seen(part, before, now);
            seen.add(part.role() == ClosureDelta.Role.RELEASE ? shadowing(one, before, now) : one);
        }
        return new Result(whole.join(seen), seen.size() - 1);
    }

    /** Only here are the other servers known whose tools a client sees beside the release's. */
    private ClosureDelta.Seen shadowing(ClosureDelta.Seen release, @Nullable Look before, Look now)
            throws IOException {
        if (!(now instanceof Look.Profiled(var after))) {
            return release;
        }
        var profile = after.profile();
        var older = before instanceof Look.Profiled(var known) ? known.profile() : null;
        var others = approved.besides(release.part().to().purl());
        var delta = ToolShadowing.compared(release.delta(), older, profile, others);
        return new ClosureDelta.Seen(release.part(), delta, release.summary());
    }

    private Look look(LockedPackage one) throws IOException, InterruptedException {
        var artifact =
                vetting.artifact(one.integrity())
                        .orElseThrow(
                                () -> new IllegalStateException(one.purl() + " was not fetched"));
        return switch (profiles.of(artifact.sha256(), one.purl())) {
            case Profiles.Outcome.Known(var made) -> new Look.Profiled(origins.of(made.profile()));
            case Profiles.Outcome.Unknown(var problem) -> new Look.NotScanned(problem.message());
        };
    }
}
