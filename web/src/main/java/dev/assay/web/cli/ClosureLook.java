package dev.assay.web.cli;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.ClosureChange;
import dev.assay.scanners.delta.ClosureDelta;
import dev.assay.scanners.delta.ClosureDelta.Part;
import dev.assay.scanners.delta.ClosureDelta.Role;
import dev.assay.scanners.delta.ClosureDelta.Seen;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Look;
import dev.assay.scanners.vendored.Attributed;
import dev.assay.scanners.vendored.Attributor;
import dev.assay.scanners.vendored.KnownRelease;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at a release with everything it brings along, as one delta. */
final class ClosureLook {

    private final Workplace workplace;

    ClosureLook(Workplace workplace) {
        this.workplace = workplace;
    }

    /**
     * A release and what belongs to it.
     *
     * @param onDisk what was seen of the release where it is no registry's, else null
     */
    private record Side(Closure closure, @Nullable Look onDisk) {}

    /**
     * @param from the older artifact, or null for a first look
     */
    Delta compare(@Nullable Artifact from, Artifact to)
            throws IncompleteException, UsageException, InterruptedException {
        var older = from == null ? null : side(from);
        var newer = side(to);
        var change = ClosureChange.between(older == null ? null : older.closure(), newer.closure());
        var whole = new ClosureDelta(change);
        var parts = whole.parts();
        workplace.expect(parts.size());
        var looks = new ArrayList<Callable<Looked>>();
        for (var part : parts) {
            looks.add(() -> looked(part, older, newer));
        }
        var looked = all(looks);
        var origins = new Attributor(known(looked));
        var seen = new ArrayList<Seen>();
        for (var each : looked) {
            var before = attributed(each.before(), origins);
            seen.add(
                    whole.seen(
                            each.part(),
                            before,
                            Objects.requireNonNull(attributed(each.now(), origins))));
        }
        return whole.join(seen);
    }

    /** A part with what both of its sides are, before it is known where functions come from. */
    private record Looked(Part part, @Nullable Look before, Look now) {}

    /**
     * Every dependency may be what another package holds a copy of; the release itself holds them.
     */
    private List<KnownRelease> known(List<Looked> looked) throws InterruptedException {
        var known = new ArrayList<KnownRelease>();
        for (var each : looked) {
            if (each.part().role() == Role.RELEASE) {
                continue;
            }
            if (each.before() instanceof Look.Profiled(var seen)) {
                known.add(KnownRelease.of(seen.profile()));
            }
            if (each.now() instanceof Look.Profiled(var seen)) {
                known.add(KnownRelease.of(seen.profile()));
            }
        }
        for (var each : looked) {
            if (each.part().role() == Role.RELEASE
                    && each.now() instanceof Look.Profiled(var seen)) {
                var bundled = workplace.bundled(seen.profile(), each.part().to().manifest());
                bundled.forEach(profile -> known.add(KnownRelease.of(profile)));
            }
        }
        return known;
    }

    private static @Nullable Look attributed(@Nullable Look look, Attributor origins) {
        return look instanceof Look.Profiled(var seen)
                ? new Look.Profiled(
                        new Attributed(seen.profile(), origins.attribute(seen.profile())))
                : look;
    }

    private Side side(Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        return switch (artifact) {
            case Artifact.InRegistry(var purl) when purl.version() != null ->
                    new Side(workplace.closure(purl), null);
            case Artifact.InRegistry(var purl) ->
                    throw new UsageException(
                            purl + " has no closure here; name a package with its exact version");
            case Artifact.OnDisk(var path) -> {
                var profile = workplace.scan(Fetched.Ready.named(path));
                yield new Side(
                        workplace.closure(LocalManifest.of(profile)), Look.Profiled.of(profile));
            }
        };
    }

    private Looked looked(Part part, @Nullable Side older, Side newer)
            throws IncompleteException, InterruptedException {
        var isRelease = part.role() == Role.RELEASE;
        var from = part.from();
        var before = from == null ? null : look(from, isRelease && older != null ? older : null);
        var now = look(part.to(), isRelease ? newer : null);
        if (isRelease) {
            // A delta of anything but the release itself would answer another question.
            require(before);
            require(now instanceof Look.Altered ? null : now);
        }
        return new Looked(part, before, now);
    }

    private Look look(LockedPackage locked, @Nullable Side release) throws InterruptedException {
        var onDisk = release == null ? null : release.onDisk();
        return onDisk == null ? workplace.look(locked) : onDisk;
    }

    private static void require(@Nullable Look look) throws IncompleteException {
        switch (look) {
            case Look.NotScanned(var reason) -> throw new IncompleteException(reason);
            case Look.Altered(var expected, var actual) ->
                    throw new IncompleteException(
                            "there is nothing to compare with: the bytes of the older release are not"
                                    + " those the registry promises (expected "
                                    + expected
                                    + ", got "
                                    + actual
                                    + ")");
            case Look.Profiled profiled -> {}
            case null -> {}
        }
    }

    private List<Looked> all(List<Callable<Looked>> looks)
            throws IncompleteException, InterruptedException {
        var threads = Executors.newFixedThreadPool(Scans.atOnce());
        try {
            var futures = new ArrayList<Future<Looked>>();
            looks.forEach(look -> futures.add(threads.submit(look)));
            var seen = new ArrayList<Looked>();
            for (var future : futures) {
                seen.add(future.get());
            }
            return seen;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IncompleteException incomplete -> throw incomplete;
                case InterruptedException interrupted -> throw interrupted;
                case null, default ->
                        throw new IllegalStateException("a look at a package broke off", e);
            }
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }
}
