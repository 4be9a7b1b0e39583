package dev.assay.inventory.backup;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where a command asks the service that runs on a data folder for a backup. A backup holds all that
 * the folder holds, hashes of passwords included, so it is made for whoever may write to that
 * folder, on this machine, and does not leave by the API.
 *
 * <p>A request is the file {@code ID.wanted}; its answer is {@code ID.zip} and then {@code
 * ID.done}, or {@code ID.failed}. The service holds a lock while it runs.
 */
public final class BackupFolder {

    private final Path folder;

    public BackupFolder(Path dataDirectory) {
        this.folder = dataDirectory.resolve("backup");
    }

    /** Makes the folder, for its owner alone. */
    public void prepare() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Says, until it is closed, that a service runs here; null where another one does. */
    public @Nullable FileChannel serve() throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("service"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // In this very process.
        }
        channel.close();
        return null;
    }

    /** Whether a service runs here. */
    public boolean isServed() throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var mine = serve()) {
            return mine == null;
        }
    }

    /** The requests that wait. */
    public List<String> wanted() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{32}\\.wanted"))
                    .map(name -> name.substring(0, 32))
                    .toList();
        }
    }

    public void want(String id) throws IOException {
        Files.createFile(folder.resolve(id + ".wanted"));
    }

    /** Where the backup of a request lies. */
    public Path backup(String id) {
        return folder.resolve(id + ".zip");
    }

    public void answer(String id, boolean done, String words) throws IOException {
        var unfinished = Files.writeString(folder.resolve(id + ".part"), words);
        Files.move(
                unfinished,
                folder.resolve(id + (done ? ".done" : ".failed")),
                StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(folder.resolve(id + ".wanted"));
    }

    /**
     * What was answered: words, or null as long as nothing was.
     *
     * @throws UnfitException with the words of a failure
     */
    public @Nullable String answered(String id) throws IOException, UnfitException {
        var failed = folder.resolve(id + ".failed");
        if (Files.exists(failed)) {
            throw new UnfitException(Files.readString(failed));
        }
        var done = folder.resolve(id + ".done");
        return Files.exists(done) ? Files.readString(done) : null;
    }

    /** Forgets a request and its answer. */
    public void clear(String id) throws IOException {
        for (var end : List.of(".wanted", ".done", ".failed", ".part", ".zip")) {
            Files.deleteIfExists(folder.resolve(id + end));
        }
    }
}
