package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.scanners.changes.Changes;
import dev.assay.scanners.changes.FileDifference;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What changed between two releases, for pages and the REST API. Whatever needs code is made in a
 * worker process and kept by the digests of what it is made of.
 */
public final class ChangesReader {

    private static final String NO_BYTES = "its bytes have not been fetched yet";

    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final Comparison comparison;
    private final ChangesMaker maker;
    private final ScanWorker worker;
    private final DerivedStore derived;
    private final Documents documents;
    private final Errands errands = new Errands();

    ChangesReader(
            ReleaseStore releases,
            ClosureStore closures,
            Comparison comparison,
            ChangesMaker maker,
            ScanWorker worker,
            DerivedStore derived,
            Documents documents) {
        this.releases = releases;
        this.closures = closures;
        this.comparison = comparison;
        this.maker = maker;
        this.worker = worker;
        this.derived = derived;
        this.documents = documents;
    }

    /**
     * Two releases with everything they bring along.
     *
     * @param delta as the default policy judges it, without anybody's declaration
     */
    public record Compared(Delta delta, Changes changes) {}

    /** What was made of a release and the approved one it was compared with; makes nothing. */
    public Optional<Changes> kept(Release release) {
        var to = Version.of(release);
        return to.isEmpty()
                ? Optional.empty()
                : reading(() -> maker.kept(before(release), to.get()));
    }

    /** What changed since the approved release that a release was compared with. */
    public Made<Changes> changes(Release release) {
        var to = Version.of(release).orElse(null);
        if (to == null) {
            return new Made.Failed<>(NO_BYTES);
        }
        var from = before(release);
        var kept = reading(() -> maker.kept(from, to));
        return kept.isPresent()
                ? new Made.Ready<>(kept.get())
                : errands.stand(ChangesMaker.key(from, to), () -> maker.make(from, to));
    }

    /** What changed between any two releases. */
    public Made<Compared> compared(Release from, Release to) {
        var before = Version.of(from).orElse(null);
        var now = Version.of(to).orElse(null);
        if (before == null || now == null) {
            return new Made.Failed<>(before == null ? from.purl() + ": " + NO_BYTES : NO_BYTES);
        }
        var older = closure(from);
        var newer = closure(to);
        if (older.packages().isEmpty() || newer.packages().isEmpty()) {
            return new Made.Failed<>("its dependencies have not been resolved yet");
        }
        var key = key(older, newer);
        var delta = reading(() -> read(key));
        var changes = reading(() -> maker.kept(before, now));
        if (delta.isPresent() && changes.isPresent()) {
            return new Made.Ready<>(new Compared(delta.get(), changes.get()));
        }
        return errands.stand(
                key,
                () -> {
                    derived.keep(key, documents.keep(comparison.compare(older, newer).delta()));
                    maker.make(before, now);
                });
    }

    /**
     * The raw difference of one file, made anew each time.
     *
     * @param from null where there is nothing to compare with
     */
    public Made<FileDifference> difference(@Nullable Release from, Release to, String path)
            throws InterruptedException {
        var now = Version.of(to).orElse(null);
        var before = from == null ? null : Version.of(from).orElse(null);
        if (now == null) {
            return new Made.Failed<>(NO_BYTES);
        }
        try {
            var outcome =
                    worker.difference(
                            before == null ? null : maker.artifact(before),
                            maker.artifact(now),
                            path);
            return switch (outcome) {
                case CutOutcome.Cut<FileDifference>(var difference) -> new Made.Ready<>(difference);
                case CutOutcome.NotCut<FileDifference>(var problem) ->
                        new Made.Failed<>(problem.message());
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The release that a release was compared with. */
    public Optional<Release> baseline(Release release) {
        return Optional.ofNullable(release.baselineId()).flatMap(releases::find);
    }

    private @Nullable Version before(Release release) {
        return baseline(release).flatMap(Version::of).orElse(null);
    }

    private Closure closure(Release release) {
        return new Closure(release.purl(), closures.packages(release.id()));
    }

    private Optional<Delta> read(Sha256 key) throws IOException {
        var document = derived.document(key);
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(documents.read(document.get(), Delta.class));
    }

    private static Sha256 key(Closure from, Closure to) {
        var text = new StringBuilder(Delta.SCHEMA).append('\n').append(Profile.ANALYSIS);
        for (var closure : new Closure[] {from, to}) {
            text.append('\n');
            closure.packages()
                    .forEach(
                            each ->
                                    text.append(each.path())
                                            .append(' ')
                                            .append(each.purl())
                                            .append(' ')
                                            .append(each.integrity())
                                            .append('\n'));
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private interface Read<T> {
        T read() throws IOException;
    }

    private static <T> T reading(Read<T> read) {
        try {
            return read.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
