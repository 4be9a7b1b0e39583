package dev.assay.web.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that is empty at the beginning and gone at the end. */
record WorkingFolder(Path path) implements AutoCloseable {

    static WorkingFolder empty(Path path) throws IOException {
        var folder = new WorkingFolder(path);
        folder.close();
        Files.createDirectories(path);
        return folder;
    }

    @Override
    public void close() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
