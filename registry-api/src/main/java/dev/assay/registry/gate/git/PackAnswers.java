package dev.assay.registry.gate.git;

import dev.assay.registry.gate.GateAnswer;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;

/**
 * Answers that are written to a file before they are sent, since a slow client must not hold the
 * objects of a repository open. Small ones are sent from memory; files of the others are removed
 * once many newer ones are there. Safe for use by many threads.
 */
final class PackAnswers {

    private static final long SMALL = 1 << 20;
    private static final int MOST_FILES = 64;

    /** Writes an answer. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private final Path folder;
    private final Queue<Path> files = new ArrayDeque<>();

    PackAnswers(Path folder) {
        this.folder = folder;
    }

    GateAnswer of(Map<String, String> headers, Writing writing) throws IOException {
        Files.createDirectories(folder);
        var file = Files.createTempFile(folder, "answer-", null);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            writing.to(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        var size = Files.size(file);
        if (size > SMALL) {
            keep(file);
            return new GateAnswer(200, null, headers, new GateAnswer.Blob(file, size));
        }
        var bytes = Files.readAllBytes(file);
        Files.delete(file);
        return GateAnswer.of(200, headers, bytes);
    }

    private synchronized void keep(Path file) throws IOException {
        files.add(file);
        if (files.size() > MOST_FILES) {
            Files.deleteIfExists(files.remove());
        }
    }
}
