package dev.assay.registry.export;

import dev.assay.scanners.coordinates.Sha256;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What became of the wish for an export. */
public sealed interface Made {

    /** It is whole, in a file that goes when this is closed. */
    record Ready(ExportFormat format, Path file, long size, Sha256 digest)
            implements Made, Closeable {

        public void copyTo(OutputStream to) throws IOException {
            Files.copy(file, to);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /** There is none. */
    record Refused(List<Unsaid> unsaid, int more) implements Made {}

    /** No format has that name. */
    record Unknown(String id) implements Made {}

    /** The roles of whoever asks do not go as far. */
    record NotAllowed(ExportFormat format) implements Made {}

    /**
     * Something was asked for that the format does not know.
     *
     * @param problems by the name of the parameter
     */
    record Unclear(Map<String, String> problems) implements Made {}
}
