package dev.assay.registry.vetting;

import dev.assay.inventory.release.DerivedStore;
import dev.assay.scanners.changes.ChangePlans;
import dev.assay.scanners.changes.ChangedCode;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes what a reviewer reads of a version beside its findings, once for two versions. */
final class ChangesMaker {

    private final ScanWorker worker;
    private final Profiles profiles;
    private final Origins origins;
    private final DerivedStore derived;
    private final Documents documents;

    ChangesMaker(
            ScanWorker worker,
            Profiles profiles,
            Origins origins,
            DerivedStore derived,
            Documents documents) {
        this.worker = worker;
        this.profiles = profiles;
        this.origins = origins;
        this.derived = derived;
        this.documents = documents;
    }

    /** What was made before. */
    Optional<Changes> kept(@Nullable Version from, Version to) throws IOException {
        var document = derived.document(key(from, to));
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(documents.read(document.get(), Changes.class));
    }

    /**
     * Makes it, unless it was made before.
     *
     * @param from null where there is nothing to compare with
     */
    Changes make(@Nullable Version from, Version to) throws IOException, InterruptedException {
        var kept = kept(from, to);
        if (kept.isPresent() && kept.get().problem() == null) {
            return kept.get();
        }
        var changes = made(from, to);
        derived.keep(key(from, to), documents.keep(changes));
        return changes;
    }

    /** The same two versions under the same analysis give the same document. */
    static Sha256 key(@Nullable Version from, Version to) {
        var text =
                String.join(
                        "\n",
                        Changes.SCHEMA,
                        String.valueOf(Profile.ANALYSIS),
                        from == null ? "" : from.purl() + " " + from.artifact(),
                        to.purl() + " " + to.artifact());
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private Changes made(@Nullable Version from, Version to)
            throws IOException, InterruptedException {
        var now = attributed(to);
        var before = from == null ? null : attributed(from);
        var plan = before == null ? ChangePlans.look(now) : ChangePlans.between(before, now);
        CutOutcome<ChangedCode> outcome =
                worker.cut(from == null ? null : artifact(from), artifact(to), plan);
        return switch (outcome) {
            case CutOutcome.Cut<ChangedCode>(var code) -> Changes.of(before, now, plan, code, null);
            case CutOutcome.NotCut<ChangedCode>(var problem) ->
                    Changes.of(before, now, plan, null, problem.message());
        };
    }

    ScanWorker.Artifact artifact(Version version) throws IOException {
        return new ScanWorker.Artifact(profiles.bytes(version.artifact()), version.purl());
    }

    private Attributed attributed(Version version) throws IOException, InterruptedException {
        return switch (profiles.of(version.artifact(), version.purl())) {
            case Profiles.Outcome.Known(var made) -> origins.of(made.profile());
            case Profiles.Outcome.Unknown(var problem) ->
                    throw new UnreadableException(version.purl() + ": " + problem.message());
        };
    }

    /** One of the versions cannot be read, so there is nothing to show of it. */
    static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }
}
