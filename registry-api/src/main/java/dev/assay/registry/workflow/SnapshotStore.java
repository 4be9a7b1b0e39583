package dev.assay.registry.workflow;

import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Optional;

/** Snapshots, kept as documents under their own digest. */
public final class SnapshotStore {

    private static final JsonMapper JSON = new JsonMapper();

    private final BlobStore blobs;

    public SnapshotStore(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Keeps a snapshot and tells the digest it is approved by. */
    public Sha256 keep(Snapshot snapshot) throws IOException {
        return blobs.put(JSON.writeValueAsBytes(snapshot));
    }

    public Optional<Snapshot> find(Sha256 digest) throws IOException {
        return blobs.read(digest).map(bytes -> JSON.readValue(bytes, Snapshot.class));
    }
}
