package dev.assay.inventory.backup;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

import javax.sql.DataSource;

/**
 * The database in the data folder of a service that is stopped, read from a copy: H2 writes to
 * whatever it opens. The file itself is locked meanwhile, so that no service starts on it.
 */
public final class FrozenDatabase implements AutoCloseable {

    private final FileChannel held;
    private final Path copy;

    private FrozenDatabase(FileChannel held, Path copy) {
        this.held = held;
        this.copy = copy;
    }

    /**
     * @throws UnfitException when there is none, or a service runs on it
     */
    public static FrozenDatabase in(Path dataDirectory) throws IOException, UnfitException {
        var file = dataDirectory.resolve("db").resolve("assay.mv.db");
        if (!Files.exists(file)) {
            throw new UnfitException(
                    "there is no embedded database in "
                            + dataDirectory
                            + "; name the data folder with --data");
        }
        var held = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(held, dataDirectory);
            return new FrozenDatabase(held, copy(held));
        } catch (IOException | UnfitException | RuntimeException e) {
            held.close();
            throw e;
        }
    }

    private static void lock(FileChannel file, Path dataDirectory)
            throws IOException, UnfitException {
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // This very process has it open.
        }
        throw new UnfitException(
                "Assay is running on "
                        + dataDirectory
                        + "; stop it first, so that nothing is decided while its records move");
    }

    /** Through the channel that is locked: to close another of the same file would unlock it. */
    private static Path copy(FileChannel from) throws IOException {
        var folder = Files.createTempDirectory("assay-migrate");
        try {
            Files.createDirectories(folder.resolve("db"));
            try (var to =
                    FileChannel.open(
                            folder.resolve("db").resolve("assay.mv.db"),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                var size = from.size();
                for (var done = 0L; done < size; ) {
                    var n = from.transferTo(done, size - done, to);
                    if (n <= 0) {
                        throw new EOFException("the database became smaller while it was read");
                    }
                    done += n;
                }
            }
            return folder;
        } catch (IOException | RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    public DataSource database() {
        return Databases.embedded(copy);
    }

    @Override
    public void close() throws IOException {
        held.close();
        remove(copy);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
