package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.closure.maven.MavenManifest;
import dev.assay.scanners.ecosystem.maven.MavenEcosystem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a snapshot's Maven closures, by their paths in a repository. */
final class MavenIndex {

    private record Placed(String path, ApprovedFile file) {}

    private final GateSnapshot snapshot;
    private final Map<String, List<ApprovedFile>> byPath = new HashMap<>();
    private final Map<KnownRelease, List<Placed>> byRelease = new IdentityHashMap<>();

    private MavenIndex(GateSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The index of a snapshot. A release's files are read once, since a closure never changes.
     *
     * @param before the index of an earlier snapshot, or null
     */
    static MavenIndex of(GateSnapshot snapshot, @Nullable MavenIndex before) {
        if (before != null && before.snapshot == snapshot) {
            return before;
        }
        var index = new MavenIndex(snapshot);
        for (var release : snapshot.releases()) {
            if (release.purl().type().equals(MavenEcosystem.TYPE)) {
                var known = before == null ? null : before.byRelease.get(release);
                index.add(release, known == null ? read(release) : known);
            }
        }
        return index;
    }

    private void add(KnownRelease release, List<Placed> files) {
        byRelease.put(release, files);
        for (var file : files) {
            byPath.computeIfAbsent(file.path(), any -> new ArrayList<>(1)).add(file.file());
        }
    }

    private static List<Placed> read(KnownRelease release) {
        var files = new ArrayList<Placed>();
        for (var held : release.held()) {
            var manifest = MavenManifest.read(held.manifest()).orElse(null);
            if (manifest == null || held.sha256() == null) {
                continue;
            }
            files.add(
                    new Placed(
                            manifest.file().path(),
                            new ApprovedFile(release, held, held.sha256())));
            for (var pom : manifest.poms()) {
                // A release that is a POM is among its own POMs.
                if (!pom.path().equals(manifest.file().path())) {
                    files.add(
                            new Placed(pom.path(), new ApprovedFile(release, null, pom.sha256())));
                }
            }
        }
        return files;
    }

    /** The file at a path that may leave within a scope; the last approval wins. */
    Optional<ApprovedFile> find(String path, Scope scope) {
        return byPath.getOrDefault(path, List.of()).stream()
                .filter(
                        each ->
                                (scope.closure() == null
                                                || scope.closure().equals(each.release().id()))
                                        && each.release().servedTo(scope.stage(), scope.now()))
                .findFirst();
    }
}
