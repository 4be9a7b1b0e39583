package dev.assay.scanners.closure.nuget;

import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Resolves a release to everything that NuGet fetches for it on the target: what it restores, and
 * the versions that lost against others, which it reads on the way. What a package needs is read
 * from the package itself.
 */
public final class NugetClosureResolver {

    private final NugetFeed feed;
    private final NugetTarget target;
    private final Clock clock;

    public NugetClosureResolver(NugetFeed feed, NugetTarget target, Clock clock) {
        this.feed = feed;
        this.target = target;
        this.clock = clock;
    }

    /** Takes files that were fetched, as long as they are there. */
    @FunctionalInterface
    public interface Taker {
        void take(Purl purl, Fetched file) throws IOException;
    }

    /**
     * Resolves one release.
     *
     * @param release with its version in the normal spelling
     * @param taker told of each package
     */
    public ClosureOutcome resolve(Purl release, Taker taker)
            throws IOException, InterruptedException {
        try (var shelf = new Shelf(feed, clock)) {
            var version = NugetVersion.of(release.exactVersion()).orElseThrow();
            var taken =
                    new Graph(shelf, new Needs(target), feed.limits().nodes())
                            .resolve(release.name(), version);
            if (shelf.all().size() > feed.limits().packages()) {
                throw StoppedException.tooLarge(
                        "it needs more than " + feed.limits().packages() + " packages");
            }
            var packages = new ArrayList<LockedPackage>();
            for (var each : shelf.all()) {
                taker.take(each.purl(), each.file());
                packages.add(locked(release, each, taken));
            }
            packages.sort(Comparator.comparing(LockedPackage::path));
            return new ClosureOutcome.Resolved(new Closure(release, packages));
        } catch (StoppedException e) {
            return e.outcome();
        }
    }

    private LockedPackage locked(Purl release, Shelf.Taken each, Map<String, Graph.Node> taken) {
        var purl = each.purl();
        var node = taken.get(purl.name());
        var isLost = node == null || !node.version.toString().equals(purl.version());
        return new LockedPackage(
                purl.equals(release)
                        ? ""
                        : isLost ? purl.name() + "@" + purl.version() : purl.name(),
                purl,
                each.file().integrity(),
                false,
                NugetManifest.of(each.leaf())
                        .with(each.packed())
                        .placed(
                                target.toString(),
                                isLost,
                                isLost || node == null ? List.of() : node.way())
                        .json());
    }
}
