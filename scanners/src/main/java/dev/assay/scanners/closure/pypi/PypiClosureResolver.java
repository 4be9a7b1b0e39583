package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.artifact.pypi.VersionRange;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Resolves a release to everything that pip installs with it on the targets, each file locked by
 * its SHA-256. What a package needs is read from its metadata; nothing of it is built or run.
 */
public final class PypiClosureResolver {

    private final PypiIndex index;
    private final List<PypiTarget> targets;
    private final Clock clock;

    /**
     * @param targets at least one; the release's own file is that of the first
     */
    public PypiClosureResolver(PypiIndex index, List<PypiTarget> targets, Clock clock) {
        this.index = index;
        this.targets = List.copyOf(targets);
        this.clock = clock;
    }

    /** Takes files that were fetched, as long as they are there. */
    @FunctionalInterface
    public interface Taker {
        void take(Purl purl, Fetched file) throws IOException;
    }

    /** A file of the closure, with the targets that it is for. */
    private record Part(
            String path, String name, IndexFile file, List<String> targets, List<String> way) {}

    /**
     * Resolves one release.
     *
     * @param release with its version in the normal spelling
     * @param taker told of the metadata of each wheel, and of each file that had to be fetched
     */
    public ClosureOutcome resolve(Purl release, Taker taker)
            throws IOException, InterruptedException {
        var version = PythonVersion.of(release.exactVersion()).orElseThrow();
        var wish = new Wish(release.name(), new TreeSet<>(), VersionRange.ANY, version);
        return resolve(
                release, new Asked(release.name(), List.of(), candidates -> List.of(wish)), taker);
    }

    /**
     * Resolves what a tree of sources needs, which is no package of the index itself.
     *
     * @param tree what needs it
     * @param requirements as they are written (PEP 508)
     * @param taker as above
     * @return a closure without the tree
     */
    public ClosureOutcome resolve(Purl tree, List<String> requirements, Taker taker)
            throws IOException, InterruptedException {
        var name = tree.packageName();
        return resolve(
                tree,
                new Asked(
                        "",
                        List.of(name),
                        candidates ->
                                candidates
                                        .wished(requirements, new TreeSet<>(), name)
                                        .orElseThrow(
                                                () ->
                                                        Shelf.unresolvable(
                                                                "one of its dependencies is"
                                                                        + " written so that pip"
                                                                        + " refuses it"))),
                taker);
    }

    /**
     * What is resolved.
     *
     * @param itself the name of the package of the index that it is, empty where it is none
     * @param way what leads to the first packages
     */
    private record Asked(
            String itself, List<String> way, Function<Candidates, List<Wish>> wishes) {}

    private ClosureOutcome resolve(Purl release, Asked asked, Taker taker)
            throws IOException, InterruptedException {
        try (var shelf = new Shelf(index, clock)) {
            var parts = new LinkedHashMap<String, Part>();
            for (var target : targets) {
                add(asked, target, shelf, parts);
            }
            var packages = new ArrayList<LockedPackage>();
            for (var part : parts.values()) {
                packages.add(locked(part, shelf, taker));
            }
            packages.sort(Comparator.comparing(LockedPackage::path));
            return new ClosureOutcome.Resolved(new Closure(release, packages));
        } catch (StoppedException e) {
            return e.outcome();
        }
    }

    private void add(Asked asked, PypiTarget target, Shelf shelf, Map<String, Part> parts)
            throws InterruptedException {
        var limits = index.limits();
        var candidates = new Candidates(shelf, target);
        Map<String, Candidate> chosen;
        List<Wish> roots;
        try {
            roots = asked.wishes().apply(candidates);
            chosen =
                    new Resolution(candidates, shelf, limits.rounds(), limits.packages())
                            .resolve(roots);
        } catch (StoppedException e) {
            throw e.outcome() instanceof ClosureOutcome.Unresolvable(var reason)
                    ? Shelf.unresolvable("for " + target + ", " + reason)
                    : e;
        }
        var ways = ways(asked.way(), roots, chosen, candidates);
        for (var each : chosen.values()) {
            var key = each.file().name().fileName();
            var known = parts.get(key);
            if (known == null) {
                parts.put(
                        key,
                        new Part(
                                path(each.name(), asked.itself(), target),
                                each.name(),
                                each.file(),
                                List.of(target.label()),
                                ways.getOrDefault(each.name(), List.of(each.name()))));
            } else if (!known.targets().contains(target.label())) {
                var both = new ArrayList<>(known.targets());
                both.add(target.label());
                parts.put(
                        key, new Part(known.path(), known.name(), known.file(), both, known.way()));
            }
        }
    }

    /**
     * A place keeps its name from version to version, so what else is for one target has its own.
     */
    private String path(String name, String release, PypiTarget target) {
        var first = target.equals(targets.getFirst());
        if (name.equals(release)) {
            return first ? "" : "@" + target.label();
        }
        return first ? name : name + "@" + target.label();
    }

    /** The shortest way to each package; one with extras is that package. */
    private static Map<String, List<String>> ways(
            List<String> first,
            List<Wish> roots,
            Map<String, Candidate> chosen,
            Candidates candidates)
            throws InterruptedException {
        var ways = new LinkedHashMap<String, List<String>>();
        var byKey = new LinkedHashMap<String, List<String>>();
        var queue = new ArrayList<String>();
        for (var root : roots) {
            byKey.put(root.key(), Stream.concat(first.stream(), Stream.of(root.name())).toList());
            queue.add(root.key());
        }
        for (var i = 0; i < queue.size(); i++) {
            var key = queue.get(i);
            var candidate = chosen.get(key);
            if (candidate == null) {
                continue;
            }
            var way = byKey.getOrDefault(key, List.of());
            ways.putIfAbsent(candidate.name(), way);
            for (var wish : candidates.wishes(candidate).orElse(List.of())) {
                if (!byKey.containsKey(wish.key())) {
                    var longer = new ArrayList<>(way);
                    if (!wish.name().equals(candidate.name())) {
                        longer.add(wish.name());
                    }
                    byKey.put(wish.key(), List.copyOf(longer));
                    queue.add(wish.key());
                }
            }
        }
        return ways;
    }

    private static LockedPackage locked(Part part, Shelf shelf, Taker taker)
            throws IOException, InterruptedException {
        var file = part.file();
        var purl = new Purl("pypi", null, part.name(), file.version().toString());
        var page = shelf.page(part.name()).orElseThrow();
        var metadata = metadata(part, purl, shelf, taker);
        var promised = file.promised();
        // Where less than SHA-256 is promised, only the bytes themselves can be locked.
        var fetched = promised == null ? shelf.file(file) : shelf.fetched(file);
        if (fetched != null) {
            taker.take(purl, fetched);
        }
        var integrity = fetched != null ? fetched.integrity() : Objects.requireNonNull(promised);
        return new LockedPackage(
                part.path(),
                purl,
                integrity,
                false,
                PypiManifest.of(page, file, metadata, part.targets(), part.way()).json());
    }

    private static PypiManifest.@Nullable Listed metadata(
            Part part, Purl purl, Shelf shelf, Taker taker)
            throws IOException, InterruptedException {
        if (!part.file().name().isWheel()) {
            return null;
        }
        var metadata = shelf.metadata(part.name(), part.file()).orElseThrow();
        var digest = metadata.sha256();
        var path = shelf.path(digest.hex());
        Files.write(path, metadata.bytes());
        taker.take(
                purl,
                new Fetched(
                        path,
                        digest,
                        Integrity.of(digest),
                        metadata.bytes().length,
                        URI.create(part.file().url() + ".metadata"),
                        false));
        return new PypiManifest.Listed(digest, metadata.bytes().length);
    }
}
