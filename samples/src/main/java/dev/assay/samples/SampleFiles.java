package dev.assay.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sample sources, which lie beside this class in folders named after their package. */
final class SampleFiles {

    private SampleFiles() {}

    static String read(String resource) {
        try (var in = SampleFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no sample file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /**
     * Files by path, read from one folder; the licence, and the protocol where asked for, are
     * common to all.
     */
    static Map<String, String> folder(String folder, String... paths) {
        var files = new LinkedHashMap<String, String>();
        for (var path : paths) {
            files.put(path, read(folder + "/" + path));
        }
        files.put("LICENSE", read("common/LICENSE"));
        return files;
    }

    static Map<String, String> folderWithProtocol(String folder, String... paths) {
        var files = folder(folder, paths);
        files.put("lib/protocol.js", read("common/protocol.js"));
        return files;
    }
}
