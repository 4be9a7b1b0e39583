package dev.assay.inventory.store;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Blobs as files {@code sha256/ab/cd…}: written under a temporary name, forced to disk, then
 * renamed, so that a file under its final name is whole.
 */
public final class FileBlobStore implements BlobStore {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path unfinished;
    private final Set<Sha256> putOff = new HashSet<>();
    private int pauses;

    public FileBlobStore(Path root) throws IOException {
        this.root = root.resolve("sha256");
        this.unfinished = root.resolve("unfinished");
        Files.createDirectories(root);
        makeDirectory(root, this.root);
        // What a process made that was killed before it could force it.
        OnDisk.forceNames(this.root);
        Files.createDirectories(unfinished);
        Unfinished.clear(unfinished);
    }

    @Override
    public Sha256 put(byte[] bytes) throws IOException {
        var digest = Sha256.of(bytes);
        wanted(digest);
        if (!Files.exists(place(digest))) {
            write(digest, channel -> writeAll(channel, ByteBuffer.wrap(bytes)));
        }
        return digest;
    }

    @Override
    public Sha256 put(Path file) throws IOException {
        var digest = digestOf(file);
        wanted(digest);
        if (Files.exists(place(digest))) {
            return digest;
        }
        write(
                digest,
                channel -> {
                    // Digest what is written, not what was read before: the file may have changed.
                    var written = Sha256.newDigest();
                    try (var in = Files.newInputStream(file)) {
                        var buffer = new byte[64 * 1024];
                        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                            written.update(buffer, 0, n);
                            writeAll(channel, ByteBuffer.wrap(buffer, 0, n));
                        }
                    }
                    var actual = Sha256.ofDigest(written.digest());
                    if (!actual.equals(digest)) {
                        throw new AlteredBlobException(digest, actual);
                    }
                });
        return digest;
    }

    @Override
    public Optional<byte[]> read(Sha256 digest) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(place(digest));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var actual = Sha256.of(bytes);
        if (!actual.equals(digest)) {
            throw new AlteredBlobException(digest, actual);
        }
        return Optional.of(bytes);
    }

    @Override
    public boolean has(Sha256 digest) {
        return Files.isRegularFile(place(digest));
    }

    @Override
    public Optional<Path> file(Sha256 digest) {
        var place = place(digest);
        return Files.isRegularFile(place) ? Optional.of(place) : Optional.empty();
    }

    @Override
    public Optional<Sha256> verify(Sha256 digest) throws IOException {
        try {
            return Optional.of(digestOf(place(digest)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void each(Visitor visitor) throws IOException {
        try (var directories = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var directory : directories) {
                try (var files = Files.newDirectoryStream(directory)) {
                    for (var file : files) {
                        var name = file.getFileName().toString();
                        if (NAME.matcher(name).matches()) {
                            visitor.visit(new Sha256(name));
                        }
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    @Override
    public void discard(Sha256 digest) throws IOException {
        synchronized (putOff) {
            if (pauses > 0) {
                putOff.add(digest);
                return;
            }
        }
        Files.deleteIfExists(place(digest));
    }

    @Override
    public Optional<String> elsewhere() {
        return Optional.empty();
    }

    @Override
    public Pause pauseDiscards() {
        synchronized (putOff) {
            pauses++;
        }
        return () -> {
            synchronized (putOff) {
                if (--pauses == 0) {
                    for (var digest : putOff) {
                        Files.deleteIfExists(place(digest));
                    }
                    putOff.clear();
                }
            }
        };
    }

    /** Whoever keeps a blob again wants it, whatever was put off before. */
    private void wanted(Sha256 digest) {
        synchronized (putOff) {
            putOff.remove(digest);
        }
    }

    private interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private void write(Sha256 digest, Content content) throws IOException {
        var temporary = Files.createTempFile(unfinished, digest.hex(), null);
        try {
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                channel.force(true);
            }
            var directory = directory(digest);
            makeDirectory(root, directory);
            try {
                Files.move(temporary, place(digest), StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException e) {
                // Somebody kept the same bytes meanwhile.
                return;
            }
            OnDisk.forceNames(directory);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** A folder has its name on disk only once the one that it is in is. */
    private static void makeDirectory(Path within, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            OnDisk.forceNames(within);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static Sha256 digestOf(Path file) throws IOException {
        var digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.ofDigest(digest.digest());
    }

    private Path directory(Sha256 digest) {
        return root.resolve(digest.hex().substring(0, 2));
    }

    private Path place(Sha256 digest) {
        return directory(digest).resolve(digest.hex());
    }
}
