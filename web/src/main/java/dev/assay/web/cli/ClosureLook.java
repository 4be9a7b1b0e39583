package dev.assay.web.cli;

import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.ClosureChange;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.DeltaEngine;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Looks at a release with everything it brings along, as one delta. */
final class ClosureLook {

    private final Workplace workplace;
    private final DeltaEngine engine = new DeltaEngine();

    ClosureLook(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * @param from the older release, or null for a first look
     */
    Delta compare(@Nullable Purl from, Purl to) throws IncompleteException, InterruptedException {
        var change =
                ClosureChange.between(
                        from == null ? null : workplace.closure(from), workplace.closure(to));
        var root = root(change.root());
        var looks = new ArrayList<Callable<Delta>>();
        for (var pair : change.replaced()) {
            looks.add(() -> dependency(pair.from(), pair.to(), from == null));
        }
        for (var arrived : change.arrived()) {
            looks.add(() -> dependency(null, arrived, from == null));
        }
        return Deltas.merge(root, all(looks));
    }

    private Delta root(ClosureChange.Pair pair) throws IncompleteException, InterruptedException {
        var older = pair.from();
        var before = older == null ? null : scan(older);
        return switch (workplace.fetch(pair.to())) {
            case Fetched.Ready ready -> engine.compare(before, workplace.scan(ready));
            case Fetched.Altered(var purl, var expected, var actual) ->
                    Deltas.integrityMismatch(null, side(purl), expected, actual);
        };
    }

    private Profile scan(LockedPackage locked) throws IncompleteException, InterruptedException {
        return switch (workplace.fetch(locked)) {
            case Fetched.Ready ready -> workplace.scan(ready);
            case Fetched.Altered(var purl, var expected, var actual) ->
                    throw new IncompleteException(
                            "the bytes of "
                                    + purl
                                    + " are not those the registry promises (expected "
                                    + expected
                                    + ", got "
                                    + actual
                                    + ")");
        };
    }

    /** What cannot be fetched or scanned is a finding of its own, not the end of the whole look. */
    private Delta dependency(@Nullable LockedPackage older, LockedPackage newer, boolean firstLook)
            throws InterruptedException {
        try {
            var before = older == null ? null : scan(older);
            return switch (workplace.fetch(newer)) {
                case Fetched.Ready ready -> {
                    var now = workplace.scan(ready);
                    yield before == null && !firstLook
                            ? engine.arrive(now)
                            : engine.compare(before, now);
                }
                case Fetched.Altered(var purl, var expected, var actual) ->
                        Deltas.integrityMismatch(null, side(purl), expected, actual);
            };
        } catch (IncompleteException e) {
            return Deltas.notScanned(null, side(newer.purl()), String.valueOf(e.getMessage()));
        }
    }

    private static Delta.Side side(Purl purl) {
        return new Delta.Side(purl.toString(), null);
    }

    private List<Delta> all(List<Callable<Delta>> looks) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(workplace.scansAtOnce())) {
            var deltas = new ArrayList<Delta>();
            for (var look : threads.invokeAll(looks)) {
                deltas.add(look.get());
            }
            return deltas;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at a dependency broke off", e.getCause());
        }
    }
}
