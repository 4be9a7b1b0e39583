package dev.assay.inventory.backup;

import dev.assay.inventory.store.AlteredBlobException;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import javax.sql.DataSource;

/**
 * Saves an installation into one ZIP file while it runs: the database as of one moment, then the
 * blobs, which are kept before a row speaks of them, so that every row's bytes are there. Under its
 * name the file is whole: it is written beside it, forced to disk and renamed. Only its owner may
 * read it.
 */
public final class Backup {

    /** What of the data folder cannot be made again. */
    private static final List<String> FOLDERS = List.of("attestation");

    /**
     * What was saved.
     *
     * @param sha256 of the file: kept elsewhere, it vouches for all of it
     */
    public record Saved(Path file, long rows, long blobs, long bytes, Sha256 sha256) {

        /** For people. */
        public String words() {
            return rows + " rows, " + blobs + " blobs, " + bytes + " bytes, sha256 " + sha256.hex();
        }
    }

    private final DataSource database;
    private final BlobStore blobs;
    private final Path dataDirectory;
    private final Clock clock;
    private final Consumer<String> progress;

    public Backup(
            DataSource database,
            BlobStore blobs,
            Path dataDirectory,
            Clock clock,
            Consumer<String> progress) {
        this.database = database;
        this.blobs = blobs;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Saves all of it.
     *
     * @throws FileAlreadyExistsException rather than replace one
     */
    public Saved to(Path file) throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        var folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        var unfinished = OwnFile.temporary(folder, ".assay-backup");
        try {
            Manifest manifest;
            var digest = Sha256.newDigest();
            try (var _ = blobs.pauseDiscards();
                    var out =
                            new DigestOutputStream(
                                    new BufferedOutputStream(
                                            Files.newOutputStream(unfinished), 1 << 16),
                                    digest);
                    var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                // Packages are packed already; rows are not.
                zip.setLevel(Deflater.BEST_SPEED);
                manifest = write(zip);
            }
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            var bytes = Files.size(unfinished);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            return new Saved(
                    file,
                    manifest.tables().stream().mapToLong(Manifest.Rows::rows).sum(),
                    manifest.blobs().count(),
                    bytes,
                    Sha256.ofDigest(digest.digest()));
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Manifest write(ZipOutputStream zip) throws IOException, SQLException {
        List<Manifest.Rows> tables = new ArrayList<>();
        Set<String> versions;
        try (var snapshot = Snapshot.of(database)) {
            versions = snapshot.versions();
            for (var table : snapshot.tables()) {
                tables.add(write(snapshot, table, zip));
            }
        }
        var kept = blobs(zip);
        var files = files(zip);
        var manifest =
                new Manifest(
                        Manifest.FORMAT,
                        clock.instant().toString(),
                        versions.stream().sorted().toList(),
                        tables,
                        kept,
                        files);
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
        zip.closeEntry();
        return manifest;
    }

    private Manifest.Rows write(Snapshot snapshot, Table table, ZipOutputStream zip)
            throws IOException, SQLException {
        zip.putNextEntry(new ZipEntry("tables/" + table.name() + ".jsonl"));
        var tally = new Tally();
        snapshot.each(
                table,
                row -> {
                    var line = row.line();
                    tally.add(line);
                    zip.write(line);
                    zip.write('\n');
                });
        zip.closeEntry();
        progress.accept(table.name() + ": " + tally.rows() + " rows");
        return new Manifest.Rows(
                table.name(),
                table.columns().stream()
                        .map(each -> new Manifest.Column(each.name(), each.kind().name()))
                        .toList(),
                tally.rows(),
                tally.digest(),
                snapshot.next(table));
    }

    /** Blobs that lie elsewhere are named: a bucket has copies and versions of its own. */
    private Manifest.Blobs blobs(ZipOutputStream zip) throws IOException {
        var count = new long[1];
        var elsewhere = blobs.elsewhere();
        if (elsewhere.isPresent()) {
            zip.putNextEntry(new ZipEntry("blobs.txt"));
            blobs.each(
                    digest -> {
                        count[0]++;
                        zip.write((digest.hex() + "\n").getBytes(StandardCharsets.US_ASCII));
                    });
            zip.closeEntry();
        } else {
            blobs.each(
                    digest -> {
                        write(digest, zip);
                        if (++count[0] % 500 == 0) {
                            progress.accept("blobs: " + count[0]);
                        }
                    });
        }
        progress.accept("blobs: " + count[0] + (elsewhere.isPresent() ? ", named" : ""));
        return new Manifest.Blobs(elsewhere.isEmpty(), elsewhere.orElse(""), count[0]);
    }

    private void write(Sha256 digest, ZipOutputStream zip) throws IOException {
        var file =
                blobs.file(digest)
                        .orElseThrow(
                                () -> new FileNotFoundException("blob " + digest + " is gone"));
        zip.putNextEntry(new ZipEntry("blobs/" + digest.hex()));
        var actual = copy(file, zip);
        zip.closeEntry();
        if (!actual.equals(digest)) {
            throw new AlteredBlobException(digest, actual);
        }
    }

    private List<Manifest.Part> files(ZipOutputStream zip) throws IOException {
        var parts = new ArrayList<Manifest.Part>();
        for (var folder : FOLDERS) {
            var root = dataDirectory.resolve(folder);
            if (!Files.isDirectory(root)) {
                continue;
            }
            List<Path> found;
            try (var files = Files.walk(root)) {
                found = files.filter(Files::isRegularFile).sorted().toList();
            }
            for (var file : found) {
                var name = dataDirectory.relativize(file).toString().replace('\\', '/');
                zip.putNextEntry(new ZipEntry("files/" + name));
                parts.add(new Manifest.Part(name, copy(file, zip).hex()));
                zip.closeEntry();
            }
        }
        return parts;
    }

    private static Sha256 copy(Path file, ZipOutputStream zip) throws IOException {
        var digest = Sha256.newDigest();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[64 << 10];
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                zip.write(buffer, 0, n);
            }
        }
        return Sha256.ofDigest(digest.digest());
    }
}
