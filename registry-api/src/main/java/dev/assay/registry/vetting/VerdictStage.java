package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Tiering;
import dev.assay.registry.policy.DefaultPolicy;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.registry.workflow.Tiers;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.delta.ToolShadowing;
import dev.assay.scanners.profile.Profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Judges a release under each declaration that waits for it, and puts the result before the
 * reviewers.
 */
final class VerdictStage {

    private final VettingStore vetting;
    private final ClosureStore closures;
    private final ReviewDesk desk;
    private final SnapshotStore snapshots;
    private final Documents documents;
    private final DefaultPolicy policy = new DefaultPolicy();

    VerdictStage(
            VettingStore vetting,
            ClosureStore closures,
            ReviewDesk desk,
            SnapshotStore snapshots,
            Documents documents) {
        this.vetting = vetting;
        this.closures = closures;
        this.desk = desk;
        this.snapshots = snapshots;
        this.documents = documents;
    }

    /**
     * Shows what there is to see to every undecided review, or to those alone that wait.
     *
     * @param anew whether the earlier stages ran again, so that open reviews show what is past
     */
    StageOutcome.Done run(Release release, boolean anew) throws IOException {
        var delta = documents.read(step(release, VettingStep.Name.DELTA), DeltaDocument.class);
        var profiles =
                documents.read(step(release, VettingStep.Name.PROFILE), ProfileDocument.class);
        var seen = look(profiles);
        var packages = closures.packages(release.id());
        var judged = new ArrayList<Judged>();
        for (var pending : desk.undecided(release.id())) {
            if (anew || pending.review().state() == Review.State.WAITING) {
                judged.add(
                        judge(
                                release,
                                pending,
                                delta.delta(),
                                seen,
                                profiles.analysis(),
                                packages));
            }
        }
        var entries = judged.stream().map(Judged::entry).toList();
        var document = documents.keep(new VerdictDocument(VerdictDocument.SCHEMA, entries));
        var worst =
                entries.stream()
                        .max(Comparator.comparing(VerdictDocument.Entry::verdict))
                        .orElse(null);
        // The worst finding, or the one reason there is: a blocked build has no room for more.
        var summary =
                worst == null
                        ? "no review waits for it"
                        : worst.reasons().stream().limit(2).toList().getLast();
        return new StageOutcome.Done(
                worst == null ? "none" : worst.verdict().name().toLowerCase(Locale.ROOT),
                summary,
                document,
                () ->
                        judged.forEach(
                                each ->
                                        desk.show(
                                                each.pending(),
                                                each.entry().snapshot(),
                                                each.tiering(),
                                                delta.baseline())));
    }

    private Judged judge(
            Release release,
            ReviewDesk.Pending pending,
            Delta delta,
            Seen seen,
            int analysis,
            List<LockedPackage> packages)
            throws IOException {
        var declaration = pending.declaration();
        var findings = new ArrayList<>(delta.findings());
        findings.addAll(seen.destinations().beyond(declaration));
        var judged = Deltas.of(delta.from(), delta.to(), delta.coverage(), findings);
        var judgement = policy.judge(judged);
        var tiering =
                Tiers.of(
                        pending.asked().answers(),
                        declaration.domains(),
                        judged.findings(),
                        seen.tools());
        var snapshot =
                new Snapshot(
                        Snapshot.SCHEMA,
                        release.purl().toString(),
                        Objects.requireNonNull(release.sha256(), "the release was not fetched"),
                        packages.stream().map(VerdictStage::line).sorted().toList(),
                        documents.keep(judged),
                        declaration.domains(),
                        analysis,
                        judgement.verdict(),
                        judgement.reasons(),
                        documents.keep(pending.asked()),
                        tiering);
        var entry =
                new VerdictDocument.Entry(
                        pending.review().id(),
                        snapshots.keep(snapshot),
                        judgement.verdict(),
                        judgement.reasons());
        return new Judged(pending, entry, tiering);
    }

    private Seen look(ProfileDocument profiles) throws IOException {
        var destinations = new Destinations();
        var tools = new ArrayList<String>();
        var isRelease = true;
        for (var entry : profiles.packages()) {
            if (entry.profile() != null) {
                var profile = documents.read(entry.profile(), Profile.class);
                destinations.add(profile, isRelease);
                if (isRelease) {
                    tools.addAll(ToolShadowing.tools(profile));
                }
            }
            isRelease = false;
        }
        return new Seen(destinations, tools);
    }

    /** What the profiles say that every review is held against. */
    private record Seen(Destinations destinations, List<String> tools) {}

    private record Judged(
            ReviewDesk.Pending pending, VerdictDocument.Entry entry, Tiering tiering) {}

    private Sha256 step(Release release, VettingStep.Name name) {
        return vetting.steps(release.id()).stream()
                .filter(step -> step.name() == name)
                .map(VettingStep::document)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        release.purl() + " has no " + name.words()));
    }

    private static String line(LockedPackage each) {
        return each.path() + " " + each.purl() + " " + each.integrity();
    }
}
