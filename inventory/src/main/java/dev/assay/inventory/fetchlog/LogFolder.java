package dev.assay.inventory.fetchlog;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/** A folder with a log, held by one process at a time. */
final class LogFolder implements AutoCloseable {

    private static final int MOST = 64;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private LogFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * The first that nobody holds: {@code 1}, or the next where processes share a data folder.
     *
     * @throws IOException when there is none, or none can be made
     */
    static LogFolder first(Path root) throws IOException {
        for (var number = 1; number <= MOST; number++) {
            var held = hold(Files.createDirectories(root.resolve(Integer.toString(number))));
            if (held != null) {
                return held;
            }
        }
        throw new IOException("all " + MOST + " logs below " + root + " are held by processes");
    }

    /** A folder that is there, unless somebody holds it. */
    static @Nullable LogFolder hold(Path folder) throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            return null;
        }
        return new LogFolder(folder, channel, lock);
    }

    /** All folders there are, held or not. */
    static Stream<Path> all(Path root) throws IOException {
        try (var folders = Files.list(root)) {
            return folders
                    .filter(each -> each.getFileName().toString().matches("\\d{1,2}"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
