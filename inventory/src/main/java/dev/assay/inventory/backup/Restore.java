package dev.assay.inventory.backup;

import dev.assay.inventory.backup.Table.Column;
import dev.assay.inventory.backup.Table.Kind;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import javax.sql.DataSource;

/** Brings back what a {@link Backup} saved, into an empty database and a blob store. */
public final class Restore implements Closeable {

    /** It names tables and files of ours, a few kilobytes of them. */
    private static final int LONGEST_MANIFEST = 64 << 20;

    private final ZipFile zip;
    private final Manifest manifest;
    private final Consumer<String> progress;

    /**
     * Opens a backup.
     *
     * @throws UnfitException when the file is none, or not whole
     */
    public Restore(Path file, Consumer<String> progress) throws IOException, UnfitException {
        this.progress = progress;
        try {
            this.zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            throw new UnfitException(
                    file + " is no whole backup (" + e.getMessage() + "); take another one");
        }
        try {
            this.manifest = manifest(file);
        } catch (IOException | UnfitException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private Manifest manifest(Path file) throws IOException, UnfitException {
        var entry = zip.getEntry(Manifest.ENTRY);
        if (entry == null) {
            throw new UnfitException(file + " is no backup of Assay; take another file");
        }
        try (var in = zip.getInputStream(entry)) {
            var read =
                    JsonMapper.shared().readValue(in.readNBytes(LONGEST_MANIFEST), Manifest.class);
            if (!Manifest.FORMAT.equals(read.format())) {
                throw new UnfitException(
                        file
                                + " is a backup of the form "
                                + read.format()
                                + ", and this version reads "
                                + Manifest.FORMAT
                                + "; use the version that wrote it");
            }
            return read;
        } catch (JacksonException e) {
            throw new UnfitException(file + " is no backup of Assay; take another file");
        }
    }

    /** When it was made, in ISO 8601. */
    public String madeAt() {
        return manifest.madeAt();
    }

    /** Where the blobs lie that are not in the file itself; empty if they are in it. */
    public String blobsAt() {
        return manifest.blobs().within() ? "" : manifest.blobs().place();
    }

    /** All rows into an empty database, compared with what was saved before anything is kept. */
    public Move.Moved records(DataSource to) throws SQLException, IOException, UnfitException {
        try (var target = Loading.into(to)) {
            Move.sameVersion(new HashSet<>(manifest.migrations()), target.versions());
            var rows = 0L;
            var tables = 0;
            for (var each : manifest.tables()) {
                var table = table(each);
                if (!target.has(table) && each.rows() == 0) {
                    continue;
                }
                fill(target, table, each);
                rows += each.rows();
                tables++;
            }
            progress.accept("checking what refers to what");
            target.checkReferences();
            var chain = Move.chain(target.connection());
            target.commit();
            return new Move.Moved(tables, rows, chain.entries(), chain.head());
        }
    }

    private Table table(Manifest.Rows saved) throws UnfitException {
        try {
            return new Table(
                    saved.name(),
                    saved.columns().stream()
                            .map(each -> new Column(each.name(), Kind.valueOf(each.kind())))
                            .toList(),
                    null);
        } catch (IllegalArgumentException e) {
            throw new UnfitException("the backup has a column of a kind that is not known here");
        }
    }

    private void fill(Loading target, Table table, Manifest.Rows saved)
            throws SQLException, IOException, UnfitException {
        var there = target.like(table);
        try (var filling = target.fill(table);
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        entry("tables/" + saved.name() + ".jsonl"),
                                        StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                filling.add(Row.parse(line, there));
            }
            filling.finish(saved.next());
        }
        Move.compare(saved.name(), saved.rows(), saved.digest(), target.tally(there));
        progress.accept(saved.name() + ": " + saved.rows() + " rows");
    }

    private InputStream entry(String name) throws IOException, UnfitException {
        var entry = zip.getEntry(name);
        if (entry == null) {
            throw new UnfitException("the backup lacks " + name + "; take another one");
        }
        return zip.getInputStream(entry);
    }

    /**
     * All blobs into a store, each compared with its digest; where the backup only names them, each
     * is looked for there.
     *
     * @param unfinished a folder for one at a time
     */
    public long blobs(BlobStore to, Path unfinished) throws IOException, UnfitException {
        return manifest.blobs().within() ? bring(to, unfinished) : look(to);
    }

    private long bring(BlobStore to, Path unfinished) throws IOException, UnfitException {
        Files.createDirectories(unfinished);
        var file = Files.createTempFile(unfinished, "restored", null);
        try {
            var count = 0L;
            for (var entry : blobEntries()) {
                var digest = new Sha256(entry.getName().substring("blobs/".length()));
                try (var in = zip.getInputStream(entry);
                        var out = Files.newOutputStream(file)) {
                    in.transferTo(out);
                }
                var kept = to.put(file);
                if (!kept.equals(digest)) {
                    to.discard(kept);
                    throw new UnfitException(
                            "blob " + digest + " was altered in the backup; take another one");
                }
                if (++count % 500 == 0) {
                    progress.accept("blobs: " + count);
                }
            }
            if (count != manifest.blobs().count()) {
                throw new UnfitException(
                        "the backup has "
                                + count
                                + " blobs instead of "
                                + manifest.blobs().count()
                                + "; take another one");
            }
            progress.accept("blobs: " + count);
            return count;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private List<? extends ZipEntry> blobEntries() throws UnfitException {
        var entries = zip.stream().filter(each -> each.getName().startsWith("blobs/")).toList();
        for (var each : entries) {
            if (!each.getName().matches("blobs/[0-9a-f]{64}")) {
                throw new UnfitException("the backup has a blob without a digest; take another");
            }
        }
        return entries;
    }

    private long look(BlobStore in) throws IOException, UnfitException {
        var count = 0L;
        var missing = 0L;
        String first = null;
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(entry("blobs.txt"), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                if (!in.has(new Sha256(line))) {
                    missing++;
                    first = first == null ? line : first;
                }
            }
        }
        if (missing > 0) {
            throw new UnfitException(
                    missing
                            + " of "
                            + count
                            + " blobs are not there, "
                            + first
                            + " for one; the backup has their names alone, and they lay in "
                            + manifest.blobs().place()
                            + ". Bring them back there from its own versions or copies first");
        }
        progress.accept("blobs: " + count + " are there");
        return count;
    }

    /** What else of the data folder was saved, into an empty one. */
    public void files(Path dataDirectory) throws IOException, UnfitException {
        for (var part : manifest.files()) {
            var file = dataDirectory.resolve(part.name()).normalize();
            if (!file.startsWith(dataDirectory.normalize())) {
                throw new UnfitException("the backup has a file outside of its folder");
            }
            byte[] bytes;
            try (var in = entry("files/" + part.name())) {
                bytes = in.readAllBytes();
            }
            if (!Sha256.of(bytes).hex().equals(part.sha256())) {
                throw new UnfitException(
                        part.name() + " was altered in the backup; take another one");
            }
            Files.createDirectories(file.getParent());
            OwnFile.write(file, bytes);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
