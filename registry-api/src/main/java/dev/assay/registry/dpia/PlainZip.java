package dev.assay.registry.dpia;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip files in which nothing tells when they were made. */
final class PlainZip implements AutoCloseable {

    /** The first time that a zip can hold. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ZipOutputStream to;

    PlainZip(OutputStream to) {
        this.to = new ZipOutputStream(to);
    }

    void add(String name, byte[] bytes) throws IOException {
        begin(name);
        to.write(bytes);
        to.closeEntry();
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        to.putNextEntry(entry);
    }

    /** An entry of another content. */
    interface Change {
        String apply(String content);
    }

    /** Writes a zip anew, entry by entry, in its order. */
    static void copy(InputStream from, OutputStream to) throws IOException {
        copy(from, to, "", content -> content);
    }

    /** The same, with one entry of text changed. */
    static void copy(InputStream from, OutputStream to, String changed, Change change)
            throws IOException {
        var in = new ZipInputStream(from);
        var out = new PlainZip(to);
        for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            out.begin(entry.getName());
            if (entry.getName().equals(changed)) {
                var content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                out.to.write(change.apply(content).getBytes(StandardCharsets.UTF_8));
            } else {
                in.transferTo(out.to);
            }
            out.to.closeEntry();
        }
        out.finish();
    }

    /** Ends it, and leaves what it is written to open. */
    void finish() throws IOException {
        to.finish();
        to.flush();
    }

    @Override
    public void close() throws IOException {
        finish();
    }
}
