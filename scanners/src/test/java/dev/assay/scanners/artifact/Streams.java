package dev.assay.scanners.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.zip.GZIPOutputStream;

/** Archives too large for memory or disk, made while they are read. */
final class Streams {

    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private Streams() {}

    /** A gzip stream whose writer stops when nobody reads on. */
    static InputStream gzipped(Writer writer) throws IOException {
        var in = new PipedInputStream(1 << 16);
        var out = new PipedOutputStream(in);
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try (var gzip = new GZIPOutputStream(out, 1 << 16)) {
                                writer.write(gzip);
                            } catch (IOException e) {
                                // The reader has seen enough.
                            }
                        });
        return in;
    }
}
