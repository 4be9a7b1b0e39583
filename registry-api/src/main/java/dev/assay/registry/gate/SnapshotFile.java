package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.SignedFile;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The last snapshot on disk (gzipped JSON, signed), for a start while the database is away. */
final class SnapshotFile {

    private static final String FORMAT = "assay-gate-snapshot/2";
    private static final JsonMapper JSON = new JsonMapper();

    private record PackageDocument(
            String purl,
            Integrity integrity,
            @Nullable Sha256 sha256,
            long sizeBytes,
            String manifest) {}

    private record ReleaseDocument(
            Id id,
            String purl,
            ReleaseState state,
            String reason,
            @Nullable Stage stage,
            @Nullable Instant expiresAt,
            Instant createdAt,
            List<Integer> held,
            List<String> members,
            @Nullable Sha256 attestation) {}

    /** A snapshot, and when the records last said the same. */
    record Saved(GateSnapshot snapshot, Instant confirmedAt) {}

    private record SnapshotDocument(
            Instant readAt,
            Instant confirmedAt,
            List<PackageDocument> packages,
            List<ReleaseDocument> releases) {}

    private final SignedFile file;

    SnapshotFile(Path file, SigningKey key) {
        this.file = new SignedFile(file, FORMAT, key);
    }

    /** Replaces the file; whoever reads it meanwhile sees the old one or the new one. */
    void write(Saved saved) throws IOException {
        var snapshot = saved.snapshot();
        var places = new LinkedHashMap<HeldPackage, Integer>();
        var releases = new ArrayList<ReleaseDocument>();
        for (var release : snapshot.releases()) {
            releases.add(document(release, places));
        }
        var packages =
                places.keySet().stream()
                        .map(
                                held ->
                                        new PackageDocument(
                                                held.purl().toString(),
                                                held.integrity(),
                                                held.sha256(),
                                                held.sizeBytes(),
                                                held.manifest()))
                        .toList();
        file.write(
                zipped(
                        JSON.writeValueAsBytes(
                                new SnapshotDocument(
                                        snapshot.readAt(),
                                        saved.confirmedAt(),
                                        packages,
                                        releases))));
    }

    private static byte[] zipped(byte[] document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes, 1 << 16)) {
            out.write(document);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads the file.
     *
     * @return empty where there is none
     * @throws IOException when it cannot be read, is damaged, or was not signed with this
     *     registry's key; the message says which file, and is for people
     */
    Optional<Saved> read() throws IOException {
        var content = file.read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(content.get()), 1 << 16)) {
            var document = JSON.readValue(in.readAllBytes(), SnapshotDocument.class);
            var packages = document.packages().stream().map(SnapshotFile::held).toList();
            var snapshot =
                    new GateSnapshot(
                            document.readAt(),
                            document.releases().stream()
                                    .map(release -> release(release, packages))
                                    .toList());
            return Optional.of(new Saved(snapshot, document.confirmedAt()));
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static ReleaseDocument document(
            KnownRelease release, Map<HeldPackage, Integer> places) {
        return new ReleaseDocument(
                release.id(),
                release.purl().toString(),
                release.state(),
                release.reason(),
                release.stage(),
                release.expiresAt(),
                release.createdAt(),
                release.held().stream()
                        .map(
                                held -> {
                                    var place = places.putIfAbsent(held, places.size());
                                    return place == null ? places.size() - 1 : place;
                                })
                        .toList(),
                release.members().stream().map(Purl::toString).toList(),
                release.attestation());
    }

    private static HeldPackage held(PackageDocument document) {
        return new HeldPackage(
                Purl.parse(document.purl()),
                document.integrity(),
                document.sha256(),
                document.sizeBytes(),
                document.manifest());
    }

    private static KnownRelease release(ReleaseDocument document, List<HeldPackage> packages) {
        return new KnownRelease(
                document.id(),
                Purl.parse(document.purl()),
                document.state(),
                document.reason(),
                document.stage(),
                document.expiresAt(),
                document.createdAt(),
                document.held().stream().map(packages::get).toList(),
                document.members().stream().map(Purl::parse).toList(),
                document.attestation());
    }
}
