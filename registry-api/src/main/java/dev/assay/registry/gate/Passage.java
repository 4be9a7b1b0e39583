package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The way around approvals, where settings open it: what belongs to no closure is handed on as it
 * comes from upstream, counted, and marked as what nobody vetted. Safe for many threads.
 */
public final class Passage {

    /** Stands on every answer that nobody approved. */
    public static final String HEADER = "Assay-Outside";

    private final OutsideCounter counter;
    private final Path folder;

    /**
     * @param folder where files are while they are handed on; emptied now
     */
    public Passage(OutsideCounter counter, Path folder) {
        this.counter = counter;
        this.folder = folder;
        clear(folder);
    }

    private static void clear(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var left = Files.list(folder)) {
                for (var each : left.toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for what is handed on: " + folder, e);
        }
    }

    /**
     * Whether a package may be passed on: nothing of it is on record as a release, whatever became
     * of it, and its bytes are not known to have been altered.
     *
     * @param purl with a version, or without one for its list of versions
     */
    public static boolean isNobodys(Scope scope, Purl purl) {
        return scope.closure() == null
                && scope.snapshot().releasesOf(purl.withVersion(null)).isEmpty()
                && scope.block(purl).cause() != Cause.BYTES_DIFFER;
    }

    /** A file to fetch into; {@link #discard} removes it where it is not handed on. */
    public Path room() throws IOException {
        return Files.createTempFile(folder, "outside", null);
    }

    public void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next start empties the folder.
        }
    }

    /**
     * Hands a file on, which is removed by that.
     *
     * @param item what it is, for the record
     */
    public GateAnswer file(
            GateRequest request,
            String ecosystem,
            String item,
            Path file,
            Sha256 sha256,
            long size,
            String contentType) {
        if (request.method().equals("GET")) {
            counter.passed(ecosystem, item, sha256, size);
        }
        return new GateAnswer(
                200,
                null,
                Map.of(
                        "Content-Type",
                        contentType,
                        "Cache-Control",
                        "max-age=0",
                        HEADER,
                        "not vetted"),
                new GateAnswer.Passing(file, size));
    }

    /** Hands a document on, which is no package and is not counted. */
    public static GateAnswer document(String contentType, byte[] body) {
        return GateAnswer.of(
                200,
                Map.of(
                        "Content-Type",
                        contentType,
                        "Cache-Control",
                        "max-age=0",
                        HEADER,
                        "not vetted"),
                body);
    }
}
