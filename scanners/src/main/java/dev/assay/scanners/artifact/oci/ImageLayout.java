package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.oci.ImageParts.Part;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image in one file: an OCI image layout as a tar, in which the same parts always are the same
 * bytes.
 */
final class ImageLayout implements AutoCloseable {

    private static final byte[] VERSION =
            "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int END = 2 * 512;

    private final OutputStream out;

    private ImageLayout(OutputStream out) {
        this.out = out;
    }

    static ImageLayout begin(Path target, ImageParts image) throws IOException {
        var out = Files.newOutputStream(target);
        out.write(head(image.root()));
        return new ImageLayout(out);
    }

    /** What stands before the first part: the layout's version, and which part is the image. */
    static byte[] head(Part root) {
        var index =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\","
                        + "\"manifests\":[{\"mediaType\":\""
                        + root.mediaType()
                        + "\",\"digest\":\""
                        + root.written()
                        + "\",\"size\":"
                        + root.size()
                        + "}]}";
        var bytes = new ByteArrayOutputStream();
        try {
            entry("oci-layout", VERSION.length, bytes);
            bytes.write(VERSION);
            pad(VERSION.length, bytes);
            var content = index.getBytes(StandardCharsets.US_ASCII);
            entry("index.json", content.length, bytes);
            bytes.write(content);
            pad(content.length, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    void add(Part part, byte[] bytes) throws IOException {
        entry(part.path(), bytes.length, out);
        out.write(bytes);
        pad(bytes.length, out);
    }

    void add(Part part, Path file) throws IOException {
        entry(part.path(), part.size(), out);
        var copied = Files.copy(file, out);
        if (copied != part.size()) {
            throw new IOException(file + " changed while it was copied");
        }
        pad(copied, out);
    }

    /** Without this it is no archive. */
    void end() throws IOException {
        out.write(new byte[END]);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The header alone: without time, owner or anything else of this machine. */
    private static void entry(String name, long size, OutputStream out) throws IOException {
        var header = new TarArchiveEntry(name, (byte) '0');
        header.setSize(size);
        header.setMode(0644);
        header.setModTime(0L);
        header.setIds(0, 0);
        header.setNames("", "");
        var block = new byte[512];
        header.writeEntryHeader(block);
        out.write(block);
    }

    private static void pad(long size, OutputStream out) throws IOException {
        out.write(new byte[(int) (ImageParts.padded(size) - size)]);
    }
}
