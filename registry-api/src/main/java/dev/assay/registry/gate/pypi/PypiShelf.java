package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.closure.pypi.PypiManifest;
import dev.assay.scanners.ecosystem.pypi.PypiEcosystem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The files of a snapshot's Python closures, by package. */
final class PypiShelf {

    /** A file with what is on record of it. */
    record Placed(PypiManifest manifest, ApprovedFile file) {}

    private final GateSnapshot snapshot;
    private final Map<String, List<Placed>> byProject = new HashMap<>();
    private final Map<KnownRelease, List<Placed>> byRelease = new IdentityHashMap<>();

    private PypiShelf(GateSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The shelf of a snapshot. A release's files are read once, since a closure never changes.
     *
     * @param before the shelf of an earlier snapshot, or null
     */
    static PypiShelf of(GateSnapshot snapshot, @Nullable PypiShelf before) {
        if (before != null && before.snapshot == snapshot) {
            return before;
        }
        var shelf = new PypiShelf(snapshot);
        for (var release : snapshot.releases()) {
            var known = before == null ? null : before.byRelease.get(release);
            shelf.add(release, known == null ? read(release) : known);
        }
        return shelf;
    }

    private void add(KnownRelease release, List<Placed> files) {
        byRelease.put(release, files);
        for (var file : files) {
            byProject.computeIfAbsent(file.manifest().name(), any -> new ArrayList<>(1)).add(file);
        }
    }

    /** A release of another ecosystem may hold packages of Python as well: a repository does. */
    private static List<Placed> read(KnownRelease release) {
        var files = new ArrayList<Placed>();
        for (var held : release.held()) {
            if (!held.purl().type().equals(PypiEcosystem.TYPE)) {
                continue;
            }
            PypiManifest.read(held.manifest())
                    .filter(manifest -> held.sha256() != null)
                    .ifPresent(
                            manifest ->
                                    files.add(
                                            new Placed(
                                                    manifest,
                                                    new ApprovedFile(
                                                            release, held, held.sha256()))));
        }
        return files;
    }

    /** The names of all packages that a scope has files of, in order. */
    TreeSet<String> projects(Scope scope) {
        var projects = new TreeSet<String>();
        byProject.forEach(
                (project, files) -> {
                    if (files.stream().anyMatch(file -> leaves(file, scope))) {
                        projects.add(project);
                    }
                });
        return projects;
    }

    /**
     * The files of a package that a scope has, one of each name and digest. Those whose bytes are
     * known to be others now are among them, and are refused when they are asked for.
     */
    List<Placed> files(String project, Scope scope) {
        var seen = new TreeSet<String>();
        return byProject.getOrDefault(project, List.of()).stream()
                .filter(file -> leaves(file, scope))
                .filter(file -> seen.add(file.manifest().fileName() + file.file().sha256()))
                .toList();
    }

    /**
     * A file by its name.
     *
     * @param sha256 its digest, or null for the last that was approved under this name
     */
    Optional<Placed> find(String project, String fileName, @Nullable String sha256, Scope scope) {
        return files(project, scope).stream()
                .filter(file -> file.manifest().fileName().equals(fileName))
                .filter(
                        file ->
                                sha256 == null
                                        || String.valueOf(file.file().sha256()).equals(sha256))
                .findFirst();
    }

    private static boolean leaves(Placed file, Scope scope) {
        var release = file.file().release();
        return (scope.closure() == null || scope.closure().equals(release.id()))
                && release.servedTo(scope.stage(), scope.now());
    }
}
