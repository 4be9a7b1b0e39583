package dev.assay.registry.dpia;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
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
    static void copy(Path from, OutputStream to) throws IOException {
        copy(from, to, "", content -> content);
    }

    /** The same, with one entry of text changed. */
    static void copy(Path from, OutputStream to, String changed, Change change) throws IOException {
        var out = new PlainZip(to);
        // By its directory: what is streamed does not always say in front how long an entry is.
        try (var in = new ZipFile(from.toFile())) {
            for (var entry : Collections.list(in.entries())) {
                out.begin(entry.getName());
                try (var content = in.getInputStream(entry)) {
                    if (entry.getName().equals(changed)) {
                        var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                        out.to.write(change.apply(text).getBytes(StandardCharsets.UTF_8));
                    } else {
                        content.transferTo(out.to);
                    }
                }
                out.to.closeEntry();
            }
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
