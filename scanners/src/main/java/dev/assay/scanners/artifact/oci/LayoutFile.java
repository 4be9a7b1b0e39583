package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.coordinates.Sha256;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of an OCI image layout that is one tar: ours, or what other tools write as {@code
 * oci-archive}. No file is read before it is compared with the digest that names it.
 */
final class LayoutFile implements AutoCloseable {

    private static final int BLOCK = 512;
    private static final int MOST_FILES = 5_000;
    private static final int MOST_LOOKED_AT = 20;
    private static final String BLOBS = "blobs/sha256/";

    private record Slice(long offset, long size) {}

    private final FileChannel channel;
    private final Map<String, Slice> files = new HashMap<>();

    private LayoutFile(FileChannel channel) {
        this.channel = channel;
    }

    /** Whether a file begins as a layout does. */
    static boolean isOne(Path file) {
        try (var layout = new LayoutFile(FileChannel.open(file))) {
            layout.index(MOST_LOOKED_AT);
            return layout.files.keySet().stream()
                    .anyMatch(each -> each.equals("oci-layout") || each.startsWith(BLOBS));
        } catch (IOException | UnfitImageException | IllegalArgumentException e) {
            return false;
        }
    }

    static LayoutFile open(Path file) throws IOException, UnfitImageException {
        var layout = new LayoutFile(FileChannel.open(file));
        try {
            layout.index(MOST_FILES);
            return layout;
        } catch (IOException | UnfitImageException | RuntimeException e) {
            layout.close();
            throw e;
        }
    }

    private void index(int most) throws IOException, UnfitImageException {
        var at = 0L;
        var seen = 0;
        while (at + BLOCK <= channel.size()) {
            var block = new byte[BLOCK];
            read(at, ByteBuffer.wrap(block));
            if (block[0] == 0) {
                return;
            }
            var header = header(block);
            var size = header.getSize();
            if (size < 0 || size > channel.size() - at - BLOCK) {
                throw new UnfitImageException("it ends in the middle of a file");
            }
            if (header.isFile() && header.getLinkFlag() != 'x' && header.getLinkFlag() != 'g') {
                var name = header.getName().replaceFirst("^(?:\\./)+", "");
                if (files.put(name, new Slice(at + BLOCK, size)) != null) {
                    throw new UnfitImageException("it holds " + name + " twice");
                }
            }
            at += BLOCK + ImageParts.padded(size);
            if (++seen >= most) {
                if (most == MOST_FILES) {
                    throw new UnfitImageException("it holds more than " + most + " files");
                }
                return;
            }
        }
    }

    private static TarArchiveEntry header(byte[] block) throws UnfitImageException {
        try {
            var header = new TarArchiveEntry(block);
            if (header.isCheckSumOK()) {
                return header;
            }
        } catch (IllegalArgumentException e) {
            // Told with the others.
        }
        throw new UnfitImageException("it is no tar that can be read");
    }

    private void read(long at, ByteBuffer into) throws IOException {
        var position = at;
        while (into.hasRemaining()) {
            var count = channel.read(into, position);
            if (count < 0) {
                throw new IOException("it ends early");
            }
            position += count;
        }
    }

    /** A small file. */
    byte[] bytes(String name, long most) throws IOException, UnfitImageException {
        var slice = files.get(name);
        if (slice == null) {
            throw new UnfitImageException("it holds no " + name);
        }
        if (slice.size() > most) {
            throw new UnfitImageException("its " + name + " exceeds " + most + " bytes");
        }
        var bytes = new byte[(int) slice.size()];
        read(slice.offset(), ByteBuffer.wrap(bytes));
        return bytes;
    }

    boolean has(Descriptor blob) {
        return files.containsKey(BLOBS + blob.digest().hex());
    }

    /** A small blob that is what it is named by. */
    byte[] blob(Descriptor blob, long most) throws IOException, UnfitImageException {
        var bytes = bytes(BLOBS + blob.digest().hex(), most);
        if (bytes.length != blob.size() || !Sha256.of(bytes).equals(blob.digest())) {
            throw new UnfitImageException(blob.written() + " is not what it is named by");
        }
        return bytes;
    }

    /** Compares a blob with what it is named by. */
    void check(Descriptor blob) throws IOException, UnfitImageException {
        try (var in = new DigestInputStream(stream(blob), Sha256.newDigest())) {
            in.transferTo(OutputStream.nullOutputStream());
            if (!Sha256.ofDigest(in.getMessageDigest().digest()).equals(blob.digest())) {
                throw new UnfitImageException(blob.written() + " is not what it is named by");
            }
        }
    }

    /** A blob of any size. */
    InputStream stream(Descriptor blob) throws IOException, UnfitImageException {
        var slice = files.get(BLOBS + blob.digest().hex());
        if (slice == null) {
            throw new UnfitImageException("it holds no " + blob.written());
        }
        if (slice.size() != blob.size()) {
            throw new UnfitImageException(blob.written() + " is not as long as it is said to be");
        }
        channel.position(slice.offset());
        return new Part(Channels.newInputStream(channel), slice.size());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A part of the file; closing it closes nothing. */
    private static final class Part extends InputStream {

        private final InputStream in;
        private long left;

        Part(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            var count = in.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
