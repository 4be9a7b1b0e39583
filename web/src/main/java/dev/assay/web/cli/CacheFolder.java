package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A folder of what can be made again, for one version of the analysis. An entry that is damaged, or
 * that cannot be written, costs another look and nothing else. Safe for use by many threads and by
 * many processes.
 */
final class CacheFolder implements AutoCloseable {

    /** What the folder may hold; beyond it, what was not used for longest goes. */
    static final long DEFAULT_BOUND = 512L << 20;

    private static final int DIGEST_LENGTH = 64;
    private static final long LARGEST_ENTRY = 256L << 20;

    private final Path folder;
    private final long bound;
    private final Clock clock;
    private final AtomicBoolean grown = new AtomicBoolean();

    /**
     * @param folder made when there is something to keep
     * @param bound bytes
     */
    CacheFolder(Path folder, long bound, Clock clock) {
        this.folder = folder;
        this.bound = bound;
        this.clock = clock;
    }

    /** The user's own folder (XDG Base Directory), or what {@code assay.cache-directory} names. */
    static CacheFolder ofUser(Clock clock) {
        return new CacheFolder(userFolder(), DEFAULT_BOUND, clock);
    }

    private static Path userFolder() {
        var named = System.getProperty("assay.cache-directory");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        var base = System.getenv("XDG_CACHE_HOME");
        // The specification asks to ignore what is not absolute.
        if (base != null && Path.of(base).isAbsolute()) {
            return Path.of(base, "assay");
        }
        return Path.of(System.getProperty("user.home"), ".cache", "assay");
    }

    private Path generation() {
        return folder.resolve("analysis-" + Profile.ANALYSIS);
    }

    /** An entry's file; the key may hold anything. */
    private Path file(String key) {
        var hex = Sha256.of(key.getBytes(StandardCharsets.UTF_8)).hex();
        return generation().resolve(hex.substring(0, 2)).resolve(hex);
    }

    // Files: the body's digest in hexadecimal, a line feed, the body.

    /** What was kept under a key, whole; nothing where it was not, or is damaged. */
    Optional<byte[]> find(String key) {
        return find(key, null);
    }

    /**
     * The same, if it was kept no longer ago than that.
     *
     * @param youngerThan null for any age
     */
    Optional<byte[]> find(String key, @Nullable Duration youngerThan) {
        var file = file(key);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_ENTRY) {
                return Optional.empty();
            }
            if (youngerThan != null && age(file).compareTo(youngerThan) > 0) {
                return Optional.empty();
            }
            var all = Files.readAllBytes(file);
            if (all.length <= DIGEST_LENGTH || all[DIGEST_LENGTH] != '\n') {
                return damaged(file);
            }
            var body = Arrays.copyOfRange(all, DIGEST_LENGTH + 1, all.length);
            var digest = new String(all, 0, DIGEST_LENGTH, StandardCharsets.ISO_8859_1);
            if (!Sha256.of(body).hex().equals(digest)) {
                return damaged(file);
            }
            if (youngerThan == null) {
                Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            }
            return Optional.of(body);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A clock that was set back makes an entry old, not young for ever. */
    private Duration age(Path file) throws IOException {
        var age = Duration.between(Files.getLastModifiedTime(file).toInstant(), clock.instant());
        return age.isNegative() ? age.negated() : age;
    }

    private static Optional<byte[]> damaged(Path file) throws IOException {
        Files.deleteIfExists(file);
        return Optional.empty();
    }

    /** Keeps an entry in place of an earlier one. */
    void keep(String key, byte[] body) {
        var file = file(key);
        if (body.length + DIGEST_LENGTH + 1 > Math.min(bound, LARGEST_ENTRY)) {
            return;
        }
        try {
            makePrivate(folder);
            Files.createDirectories(file.getParent());
            var unfinished = Files.createTempFile(file.getParent(), ".", ".new");
            try {
                var out = new ByteArrayOutputStream(body.length + DIGEST_LENGTH + 1);
                out.writeBytes(Sha256.of(body).hex().getBytes(StandardCharsets.ISO_8859_1));
                out.write('\n');
                out.writeBytes(body);
                Files.write(unfinished, out.toByteArray());
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                grown.set(true);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            // A full or read-only disk; the profile is made again next time.
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Brings the folder back under its bound; entries of other analyses go first. */
    @Override
    public void close() {
        if (!grown.get()) {
            return;
        }
        var kept = new ArrayList<Kept>();
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> kept.add(Kept.of(file)));
        } catch (IOException | RuntimeException e) {
            return;
        }
        var total = kept.stream().mapToLong(Kept::size).sum();
        var current = generation();
        kept.sort(
                Comparator.comparing((Kept file) -> file.path().startsWith(current))
                        .thenComparing(Kept::used));
        for (var file : kept) {
            if (total <= bound && file.path().startsWith(current)) {
                return;
            }
            try {
                Files.deleteIfExists(file.path());
                total -= file.size();
            } catch (IOException e) {
                // Another process is at it as well.
            }
        }
    }

    private record Kept(Path path, long size, FileTime used) {

        static Kept of(Path file) {
            try {
                return new Kept(file, Files.size(file), Files.getLastModifiedTime(file));
            } catch (IOException e) {
                return new Kept(file, 0, FileTime.fromMillis(0));
            }
        }
    }
}
