package dev.assay.registry.listing;

import dev.assay.inventory.listing.ListedServer;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.ApprovalsChanged;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.ServerVersion;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

import tools.jackson.databind.json.JsonMapper;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lists what was approved. A decision has it done at once; what a process that was killed left
 * undone, or another node did, is found by looking.
 */
final class Listings {

    private static final Logger LOG = LoggerFactory.getLogger(Listings.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 200;

    /** Stable versions after all others, since a client that asks for the latest wants one. */
    private static final Comparator<String> LOWEST_FIRST =
            Comparator.comparing(
                            Listings::semver,
                            Comparator.comparing(
                                            (Optional<NpmVersion> it) ->
                                                    it.isPresent() && !it.get().isPrerelease())
                                    .thenComparing(
                                            it -> it.orElse(null),
                                            Comparator.nullsFirst(Comparator.naturalOrder())))
                    .thenComparing(Comparator.naturalOrder());

    private final ListingStore store;
    private final ReleaseStore releases;
    private final ServerPackageStore packages;
    private final ServerNames names;
    private final Entries entries;
    private final Deeds deeds;

    Listings(
            ListingStore store,
            ReleaseStore releases,
            ServerPackageStore packages,
            ServerNames names,
            Entries entries,
            Deeds deeds) {
        this.store = store;
        this.releases = releases;
        this.packages = packages;
        this.names = names;
        this.entries = entries;
        this.deeds = deeds;
    }

    @EventListener
    void changed(ApprovalsChanged change) {
        // Whoever decides does not wait for it.
        Thread.ofVirtual().name("listing").start(() -> run(change.release()));
    }

    /** What is said about this one may have changed, whether or not its snapshot has. */
    private synchronized void run(Id changed) {
        var approved =
                releases.find(changed)
                        .filter(each -> each.state() == ReleaseState.APPROVED)
                        .filter(each -> each.approvedAt() != null);
        try {
            if (approved.isPresent()) {
                list(changed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        run();
    }

    /** Lists all that is approved and not listed as it is now. One at a time. */
    synchronized void run() {
        try {
            List<Id> due;
            do {
                due = store.unlisted(AT_ONCE);
                var listed = 0;
                for (var id : due) {
                    listed += list(id) ? 1 : 0;
                }
                if (listed == 0) {
                    return;
                }
            } while (due.size() == AT_ONCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean list(Id id) throws InterruptedException {
        try {
            var release = releases.find(id).orElseThrow();
            var manifest = entries.manifest(release);
            var alone = release.purl().withVersion(null);
            var all = packages.packagesOf(alone);
            var server = name(all.getFirst(), alone, manifest);
            if (server.isEmpty()) {
                return false;
            }
            var entry = entries.of(release, manifest);
            deeds.run(
                    () -> {
                        if (store.server(all.getFirst()).isEmpty()) {
                            store.name(server.get());
                        }
                        keep(
                                server.get().name(),
                                all.size() == 1
                                        ? release.purl().exactVersion()
                                        : ServerVersion.of(release.purl()),
                                !alone.equals(all.getFirst()),
                                release,
                                entry);
                    });
            return true;
        } catch (RuntimeException e) {
            // The next one is not to wait for it; the next look tries again.
            LOG.error("release {} cannot be listed", id, e);
            return false;
        }
    }

    /** A server has one name, by the package that it is listed by. */
    private Optional<ListedServer> name(Purl server, Purl alone, PackageManifest manifest)
            throws InterruptedException {
        if (server.equals(alone)) {
            return names.of(alone, manifest.mcpName());
        }
        var claimed =
                releases.ofPackage(server).stream()
                        .findFirst()
                        .flatMap(each -> entries.manifest(each).mcpName());
        return names.of(server, claimed);
    }

    private void keep(String name, String version, boolean beside, Release release, Entry entry) {
        var snapshot = release.snapshotSha256();
        if (snapshot == null) {
            return;
        }
        store.keep(name, version, beside, release.id(), snapshot, JSON.writeValueAsString(entry));
        var order = store.kept(name).stream().sorted(LOWEST_FIRST).toList();
        store.order(name, order);
        if (!beside && order.getLast().equals(version)) {
            store.describe(name, entry.description());
        }
    }

    private static Optional<NpmVersion> semver(String version) {
        return NpmVersion.parse(version);
    }
}
