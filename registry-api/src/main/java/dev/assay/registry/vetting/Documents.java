package dev.assay.registry.vetting;

import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.databind.json.JsonMapper;

import java.io.FileNotFoundException;
import java.io.IOException;

/** The stages' documents: JSON in the blob store. */
final class Documents {

    private static final JsonMapper JSON = new JsonMapper();

    private final BlobStore blobs;

    Documents(BlobStore blobs) {
        this.blobs = blobs;
    }

    Sha256 keep(Object document) throws IOException {
        return blobs.put(JSON.writeValueAsBytes(document));
    }

    <T> T read(Sha256 digest, Class<T> type) throws IOException {
        var bytes =
                blobs.read(digest)
                        .orElseThrow(
                                () ->
                                        new FileNotFoundException(
                                                "the document "
                                                        + digest
                                                        + " is not in the blob store"));
        return JSON.readValue(bytes, type);
    }
}
