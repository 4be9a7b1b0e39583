package dev.assay.registry.dpia;

import dev.assay.inventory.record.RecordJson;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The records that an assessment is made from, kept whole under their digest. */
final class Snapshots {

    private static final JsonMapper JSON = new JsonMapper();

    private final BlobStore blobs;

    Snapshots(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** In one order, so that the same records have the same digest. */
    static List<ServerRecord> ordered(List<ServerRecord> records) {
        return records.stream()
                .sorted(
                        Comparator.comparing(ServerRecord::purl)
                                .thenComparing(each -> each.server().value()))
                .toList();
    }

    static byte[] bytes(List<ServerRecord> records) {
        return ordered(records).stream()
                .map(RecordJson::write)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    Sha256 keep(List<ServerRecord> records) {
        try {
            return blobs.put(bytes(records));
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot of records cannot be kept", e);
        }
    }

    List<ServerRecord> read(Sha256 digest) {
        try {
            var bytes =
                    blobs.read(digest)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "the snapshot " + digest + " is not there"));
            var records = new ArrayList<ServerRecord>();
            for (var each : JSON.readTree(bytes)) {
                records.add(RecordJson.read(each.toString()));
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot " + digest + " cannot be read", e);
        }
    }
}
