package dev.assay.scanners.ecosystem.git;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.artifact.git.GitTreeReader;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.TreeNeeds;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.publisher.PackageProofs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The closure of a pinned commit: the commit, and what the manifests in the root of its tree ask of
 * registries. A manifest that cannot be resolved is named on record with the reason, and its
 * packages belong to no closure.
 */
final class TreeClosure {

    private final List<Upstream> registries;

    TreeClosure(List<Upstream> registries) {
        this.registries = List.copyOf(registries);
    }

    /** The registry that a package of such a closure comes from; empty for the commit itself. */
    Optional<Upstream> registry(Purl purl) {
        return registries.stream().filter(each -> each.ecosystem().owns(purl)).findFirst();
    }

    /**
     * @param pinned the commit
     * @param pack the file that it is kept as
     */
    ClosureOutcome of(
            Purl release, GitManifest pinned, Integrity integrity, Path pack, FetchedFiles bytes)
            throws IOException, InterruptedException {
        var needs = new ArrayList<GitManifest.Need>();
        var wanted = new TreeMap<String, String>();
        var packages = new ArrayList<LockedPackage>();
        var files = files(release, pack);
        for (var registry : registries) {
            switch (registry.needs(release, files, bytes)) {
                case TreeNeeds.Undeclared u -> {
                    // Whatever else the tree holds is told by who looks at it.
                }
                case TreeNeeds.Resolved(var manifest, var by, var asked, var locked) -> {
                    needs.add(new GitManifest.Need(manifest, by, locked.size(), null));
                    wanted.putAll(asked);
                    packages.addAll(locked);
                }
                case TreeNeeds.Unresolved(var manifest, var reason) ->
                        needs.add(new GitManifest.Need(manifest, null, 0, reason));
                case TreeNeeds.UpstreamAway(var reason, var after) -> {
                    return new ClosureOutcome.UpstreamAway(
                            registry.name() + " is needed for what the repository needs: " + reason,
                            after);
                }
            }
        }
        packages.addFirst(
                new LockedPackage(
                        "", release, integrity, false, pinned.with(needs, wanted).json()));
        return new ClosureOutcome.Resolved(new Closure(release, packages));
    }

    /** Nothing where it cannot be read, which is told by who looks at it. */
    private Map<String, byte[]> files(Purl release, Path pack) {
        return !registries.isEmpty()
                        && GitTreeReader.read(pack, release, ArchiveLimits.DEFAULT)
                                instanceof ReadOutcome.Read(var tree)
                ? tree.files()
                : Map.of();
    }

    /** What proves the packages, each looked at by its own registry. */
    List<PackageProofs> proofs(List<LockedPackage> packages) throws InterruptedException {
        var proofs = new ArrayList<PackageProofs>();
        for (var registry : registries) {
            var its =
                    packages.stream()
                            .filter(each -> registry.ecosystem().owns(each.purl()))
                            .toList();
            if (!its.isEmpty()) {
                proofs.addAll(registry.proofs(its));
            }
        }
        return proofs;
    }
}
