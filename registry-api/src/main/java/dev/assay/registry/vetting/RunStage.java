package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.DetonationOutcome;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Runs the release where it can hurt nothing. That it could not be run is a result too: it keeps
 * nobody from vetting, and is told.
 */
final class RunStage implements Stage {

    private final DetonationSettings settings;
    private final Detonation detonation;
    private final ClosureStore closures;
    private final VettingStore vetting;
    private final Profiles profiles;
    private final BlobStore blobs;
    private final Documents documents;
    private final VettingProgress progress;

    RunStage(
            DetonationSettings settings,
            Detonation detonation,
            ClosureStore closures,
            VettingStore vetting,
            Profiles profiles,
            BlobStore blobs,
            Documents documents,
            VettingProgress progress) {
        this.settings = settings;
        this.detonation = detonation;
        this.closures = closures;
        this.vetting = vetting;
        this.profiles = profiles;
        this.blobs = blobs;
        this.documents = documents;
        this.progress = progress;
    }

    @Override
    public VettingStep.Name name() {
        return VettingStep.Name.RUN;
    }

    @Override
    public StageOutcome run(Release release) throws IOException, InterruptedException {
        return switch (outcome(release)) {
            case DetonationOutcome.NotRun(var reason) ->
                    new StageOutcome.Done(
                            "not-run",
                            reason,
                            documents.keep(document(release, reason, null, null)),
                            () -> {});
            case DetonationOutcome.Ran(var observed, var evidence) ->
                    new StageOutcome.Done(
                            observed.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            summary(observed),
                            documents.keep(document(release, null, observed, evidence)),
                            () -> {});
        };
    }

    private DetonationOutcome outcome(Release release) throws IOException, InterruptedException {
        if (!settings.enabled()) {
            return new DetonationOutcome.NotRun(
                    "assay.detonation.enabled is false, so no server is run");
        }
        progress.say(release.id(), name(), "preparing to run it");
        return detonation.run(
                new Closure(release.purl(), closures.packages(release.id())),
                asked(release),
                this::archive,
                what -> progress.say(release.id(), name(), what));
    }

    private RunDocument document(
            Release release,
            @Nullable String reason,
            @Nullable Observed observed,
            byte @Nullable [] evidence)
            throws IOException {
        return new RunDocument(
                RunDocument.SCHEMA,
                release.purl().toString(),
                reason,
                observed,
                evidence == null ? null : blobs.put(evidence));
    }

    private Set<String> asked(Release release) throws IOException, InterruptedException {
        var sha256 = Objects.requireNonNull(release.sha256(), "it was not fetched");
        return switch (profiles.of(sha256, release.purl())) {
            case Profiles.Outcome.Known(var made) -> Detonation.asked(made.profile());
            case Profiles.Outcome.Unknown unknown -> Set.of();
        };
    }

    private void archive(LockedPackage locked, Path file) throws IOException {
        var artifact =
                vetting.artifact(locked.integrity())
                        .orElseThrow(
                                () ->
                                        new FileNotFoundException(
                                                "the bytes of "
                                                        + locked.purl()
                                                        + " were not fetched"));
        Files.copy(profiles.bytes(artifact.sha256()), file);
    }

    private static String summary(Observed observed) {
        var tools = observed.tools();
        var reached = tools.stream().filter(Observed.Tool::reached).count();
        var hosts =
                observed.facts().stream()
                        .filter(fact -> fact.kind() == FindingKind.OUTBOUND_DOMAIN)
                        .count();
        return switch (observed.outcome()) {
            case DRIVEN ->
                    "seen running: "
                            + reached
                            + " of "
                            + tools.size()
                            + " tools reached, "
                            + hosts
                            + (hosts == 1 ? " destination" : " destinations");
            case NOT_READY, NOT_STARTED ->
                    "it did not come to list its tools: " + observed.problem();
        };
    }
}
