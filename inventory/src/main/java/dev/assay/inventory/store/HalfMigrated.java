package dev.assay.inventory.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipFile;

import javax.sql.DataSource;

/**
 * What an embedded database was before it was migrated, kept until that is done. H2 commits each
 * definition by itself, so a process that is killed between two of them would leave a database that
 * no version knows; PostgreSQL takes back what was not finished.
 */
final class HalfMigrated {

    private static final Logger LOG = LoggerFactory.getLogger(HalfMigrated.class);

    private final Path folder;
    private final Path file;
    private final Path before;

    /**
     * @param database as H2 names it: its file without the ending, by an absolute path
     */
    private HalfMigrated(Path database) {
        this.folder = Objects.requireNonNull(database.getParent(), "a database is in a folder");
        this.file = folder.resolve(database.getFileName() + EmbeddedDatabase.ENDING);
        this.before = folder.resolve(database.getFileName() + "-before-migration.zip");
    }

    /** Of the database in a data folder, whether it is there or not. */
    static HalfMigrated in(Path dataDirectory) {
        return new HalfMigrated(EmbeddedDatabase.path(dataDirectory));
    }

    /** Of a database that is open; empty where it is no file, or no H2. */
    static Optional<HalfMigrated> of(DataSource database) throws SQLException {
        try (var connection = database.getConnection()) {
            var url = connection.getMetaData().getURL();
            if (!url.startsWith(EmbeddedDatabase.FILES)) {
                return Optional.empty();
            }
            return Optional.of(
                    new HalfMigrated(
                            Path.of(url.substring(EmbeddedDatabase.FILES.length()))
                                    .toAbsolutePath()));
        }
    }

    /** Keeps what is there now. */
    void keep(DataSource database) throws IOException, SQLException {
        var unfinished = before.resolveSibling(before.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        try (var connection = database.getConnection();
                var backup = connection.prepareStatement("BACKUP TO ?")) {
            backup.setString(1, unfinished.toString());
            backup.execute();
        }
        OnDisk.force(unfinished);
        Files.move(unfinished, before, StandardCopyOption.ATOMIC_MOVE);
        OnDisk.forceNames(folder);
    }

    /** Throws away what was kept, once all that came after it is on disk. */
    void done(DataSource database) throws IOException, SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        Files.deleteIfExists(before);
    }

    /**
     * Puts back what was kept, where a migration did not come to its end. Nobody may have the
     * database open; where somebody has, they are at it, and nothing happens.
     */
    void mend() throws IOException {
        if (!Files.exists(before)) {
            return;
        }
        try (var held =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE);
                var lock = lock(held)) {
            if (lock == null) {
                return;
            }
            var unfinished = file.resolveSibling(file.getFileName() + ".part");
            try (var zip = new ZipFile(before.toFile())) {
                var entry = zip.getEntry(file.getFileName().toString());
                if (entry == null) {
                    throw new FileNotFoundException(before + " holds no database");
                }
                try (var in = zip.getInputStream(entry)) {
                    Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            OnDisk.force(unfinished);
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            OnDisk.forceNames(folder);
            Files.deleteIfExists(before);
            LOG.warn(
                    "The last start ended while it brought the database up to date. What was there"
                            + " before was put back, and is brought up to date anew.");
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            // This very process has it open.
            return null;
        }
    }
}
