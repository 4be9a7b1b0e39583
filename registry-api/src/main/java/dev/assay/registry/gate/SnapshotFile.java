package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The last snapshot on disk (gzipped JSON), for a start while the database is away. */
final class SnapshotFile {

    private static final int FORMAT = 1;
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

    private record SnapshotDocument(
            int format,
            Instant readAt,
            List<PackageDocument> packages,
            List<ReleaseDocument> releases) {}

    private final Path file;

    SnapshotFile(Path file) {
        this.file = file;
    }

    /** Replaces the file; whoever reads it meanwhile sees the old one or the new one. */
    void write(GateSnapshot snapshot) throws IOException {
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
        var directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        var temporary = Files.createTempFile(directory, "gate-snapshot", null);
        try {
            try (var out = new GZIPOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                out.write(
                        JSON.writeValueAsBytes(
                                new SnapshotDocument(
                                        FORMAT, snapshot.readAt(), packages, releases)));
            }
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Reads the file.
     *
     * @return empty where there is none
     * @throws IOException when it cannot be read or is damaged; the message says which file
     */
    Optional<GateSnapshot> read() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            // To the end, where gzip's checksum is: a flipped bit may still be JSON.
            var document = JSON.readValue(in.readAllBytes(), SnapshotDocument.class);
            if (document.format() != FORMAT) {
                throw new IOException(file + " is of format " + document.format());
            }
            var packages = document.packages().stream().map(SnapshotFile::held).toList();
            return Optional.of(
                    new GateSnapshot(
                            document.readAt(),
                            document.releases().stream()
                                    .map(release -> release(release, packages))
                                    .toList()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
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
