package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.run.RunResult;
import dev.assay.inventory.run.RunState;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.DetonationOutcome;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/** Runs a release once and keeps what came of it, whoever wants it run. */
final class RunWork {

    private final DetonationSettings settings;
    private final Detonation detonation;
    private final Sandbox sandbox;
    private final ClosureStore closures;
    private final VettingStore vetting;
    private final Profiles profiles;
    private final BlobStore blobs;
    private final Documents documents;

    RunWork(
            DetonationSettings settings,
            Detonation detonation,
            Sandbox sandbox,
            ClosureStore closures,
            VettingStore vetting,
            Profiles profiles,
            BlobStore blobs,
            Documents documents) {
        this.settings = settings;
        this.detonation = detonation;
        this.sandbox = sandbox;
        this.closures = closures;
        this.vetting = vetting;
        this.profiles = profiles;
        this.blobs = blobs;
        this.documents = documents;
    }

    /**
     * What came of it, which is a result too where it could not be run.
     *
     * @param progress told what is being done, in a few words
     */
    RunResult run(Release release, Consumer<String> progress)
            throws IOException, InterruptedException {
        if (!settings.enabled()) {
            return notRun(
                    release,
                    RunState.SWITCHED_OFF,
                    "assay.detonation.enabled is false, so no server is run");
        }
        progress.accept("preparing to run it");
        return switch (detonation.run(
                new Closure(release.purl(), closures.packages(release.id())),
                asked(release),
                this::archive,
                progress)) {
            case DetonationOutcome.NotRun(var reason, var why) ->
                    notRun(
                            release,
                            switch (why) {
                                case NOT_OFFERED -> RunState.NOT_OFFERED;
                                case NOT_ISOLATED -> RunState.NOT_ISOLATED;
                                case FAILED -> RunState.FAILED;
                                case TIMED_OUT -> RunState.TIMED_OUT;
                            },
                            reason);
            case DetonationOutcome.Ran(var observed, var evidence) ->
                    ran(release, observed, evidence);
        };
    }

    private RunResult notRun(Release release, RunState state, String reason) throws IOException {
        var document =
                new RunDocument(
                        RunDocument.SCHEMA, release.purl().toString(), reason, null, null, null);
        return RunResult.notRun(state, reason, documents.keep(document));
    }

    private RunResult ran(Release release, Observed observed, byte[] evidence)
            throws IOException, InterruptedException {
        var kept = blobs.put(evidence);
        var manifest = LiveManifest.of(observed, profile(release));
        var document =
                documents.keep(
                        new RunDocument(
                                RunDocument.SCHEMA,
                                release.purl().toString(),
                                null,
                                observed,
                                manifest,
                                kept));
        return new RunResult(
                state(observed),
                summary(observed),
                observed.engine(),
                observed.tools().size(),
                (int) observed.tools().stream().filter(Observed.Tool::reached).count(),
                // It was proven before it was run, so nothing is tried again.
                sandbox.prove() instanceof Sandbox.State.Holds(var way, var tries, var at)
                        ? way
                        : null,
                manifest == null ? null : manifest.sha256(),
                document,
                kept);
    }

    private Set<String> asked(Release release) throws IOException, InterruptedException {
        var profile = profile(release);
        return profile == null ? Set.of() : Detonation.asked(profile);
    }

    private @Nullable Profile profile(Release release) throws IOException, InterruptedException {
        var sha256 = Objects.requireNonNull(release.sha256(), "it was not fetched");
        return switch (profiles.of(sha256, release.purl())) {
            case Profiles.Outcome.Known(var made) -> made.profile();
            case Profiles.Outcome.Unknown unknown -> null;
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

    private static RunState state(Observed observed) {
        return switch (observed.outcome()) {
            case DRIVEN -> RunState.DRIVEN;
            case NOT_READY -> RunState.NOT_READY;
            case NOT_STARTED -> RunState.NOT_STARTED;
        };
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
