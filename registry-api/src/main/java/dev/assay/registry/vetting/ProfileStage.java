package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.worker.ScanOutcome;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Profiles the release and everything in its closure. */
final class ProfileStage implements Stage {

    private final ClosureStore closures;
    private final VettingStore vetting;
    private final Profiles profiles;
    private final Documents documents;
    private final VettingProgress progress;
    private final int atOnce;

    ProfileStage(
            ClosureStore closures,
            VettingStore vetting,
            Profiles profiles,
            Documents documents,
            VettingProgress progress,
            int atOnce) {
        this.closures = closures;
        this.vetting = vetting;
        this.profiles = profiles;
        this.documents = documents;
        this.progress = progress;
        this.atOnce = atOnce;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.PROFILE;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        var packages = distinct(closures.packages(release.id()));
        var entries =
                InParallel.map(
                        packages,
                        atOnce,
                        done ->
                                progress.say(
                                        release.id(),
                                        name(),
                                        done + " of " + packages.size() + " packages profiled"),
                        this::entry);
        var root = entries.getFirst();
        if (root.problem() != null) {
            return new StageOutcome.Failed(advice(release, root.problem()));
        }
        var missed = entries.stream().filter(entry -> entry.problem() != null).count();
        var document =
                documents.keep(
                        new ProfileDocument(ProfileDocument.SCHEMA, Profile.ANALYSIS, entries));
        var summary =
                String.format(
                        Locale.ROOT,
                        "%d of %d packages profiled%s",
                        entries.size() - missed,
                        entries.size(),
                        missed == 0 ? "" : ", " + missed + " could not be scanned");
        return new StageOutcome.Done(
                missed == 0 ? "profiled" : "incomplete", summary, document, () -> {});
    }

    /** Two places with the same bytes are one package. */
    static List<LockedPackage> distinct(List<LockedPackage> packages) {
        var byBytes = new LinkedHashMap<Integrity, LockedPackage>();
        packages.forEach(each -> byBytes.putIfAbsent(each.integrity(), each));
        return List.copyOf(byBytes.values());
    }

    private ProfileDocument.Entry entry(LockedPackage each)
            throws IOException, InterruptedException {
        var artifact =
                vetting.artifact(each.integrity())
                        .orElseThrow(
                                () -> new IllegalStateException(each.purl() + " was not fetched"));
        return switch (profiles.of(artifact.sha256(), each.purl())) {
            case Profiles.Outcome.Known(var made) ->
                    new ProfileDocument.Entry(
                            each.purl().toString(),
                            each.integrity(),
                            artifact.sha256(),
                            made.document(),
                            null);
            case Profiles.Outcome.Unknown(var problem) ->
                    new ProfileDocument.Entry(
                            each.purl().toString(),
                            each.integrity(),
                            artifact.sha256(),
                            null,
                            problem);
        };
    }

    private static String advice(Release release, ScanOutcome.NotScanned problem) {
        var next =
                switch (problem.reason()) {
                    case REJECTED ->
                            "What cannot be read cannot be approved: ask the publisher for a sound"
                                    + " package, or for another version";
                    case CRASHED ->
                            "Vet again once; if it ends the same way, do not use this version";
                    case TIMED_OUT -> "Set assay.scan.deadline higher and vet again";
                    case OUT_OF_MEMORY -> "Set assay.scan.heap higher and vet again";
                };
        return release.purl() + " could not be scanned: " + problem.message() + ". " + next;
    }
}
