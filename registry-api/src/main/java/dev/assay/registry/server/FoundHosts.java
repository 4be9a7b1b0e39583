package dev.assay.registry.server;

import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The destinations in a snapshot: what its declaration covers and what vetting found in the code. A
 * snapshot never changes, so what was read once is kept for a while.
 */
public final class FoundHosts {

    private static final Logger LOG = LoggerFactory.getLogger(FoundHosts.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_KEPT = 2_000;

    /**
     * A host of a snapshot.
     *
     * @param declared whether the declaration covers it
     * @param packages the package URLs whose code contacts it; empty where it is only declared
     * @param byRelease whether the release's own code does
     */
    public record Host(String host, boolean declared, List<String> packages, boolean byRelease) {

        public Host {
            packages = List.copyOf(packages);
        }

        public boolean found() {
            return !packages.isEmpty();
        }
    }

    private final SnapshotStore snapshots;
    private final BlobStore blobs;
    private final Map<Sha256, List<Host>> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, List<Host>> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    FoundHosts(SnapshotStore snapshots, BlobStore blobs) {
        this.snapshots = snapshots;
        this.blobs = blobs;
    }

    /** The hosts of a snapshot; empty where it was not looked, or cannot be read. */
    public Optional<List<Host>> of(@Nullable Sha256 snapshot) {
        if (snapshot == null) {
            return Optional.empty();
        }
        synchronized (kept) {
            var known = kept.get(snapshot);
            if (known != null) {
                return Optional.of(known);
            }
        }
        try {
            var read = read(snapshot);
            synchronized (kept) {
                read.ifPresent(hosts -> kept.put(snapshot, hosts));
            }
            return read;
        } catch (IOException | JacksonException e) {
            LOG.warn("the destinations of snapshot {} cannot be read", snapshot, e);
            return Optional.empty();
        }
    }

    private Optional<List<Host>> read(Sha256 digest) throws IOException {
        var facts = snapshots.find(digest).map(each -> each.facts()).orElse(null);
        if (facts == null) {
            return Optional.empty();
        }
        return blobs.read(facts)
                .map(JSON::readTree)
                .map(tree -> tree.path("values").path("destinations"))
                .filter(JsonNode::isArray)
                .map(FoundHosts::hosts);
    }

    private static List<Host> hosts(JsonNode destinations) {
        var hosts = new ArrayList<Host>();
        for (var each : destinations) {
            var packages = new ArrayList<String>();
            each.path("packages").forEach(one -> packages.add(one.asString("")));
            hosts.add(
                    new Host(
                            each.path("host").asString(""),
                            each.path("declared").asBoolean(false),
                            packages,
                            each.path("byRelease").asBoolean(false)));
        }
        return List.copyOf(hosts);
    }
}
