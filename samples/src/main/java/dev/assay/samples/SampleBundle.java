package dev.assay.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An MCP bundle: the same files make the same bytes. */
public final class SampleBundle {

    private static final LocalDateTime MADE = LocalDateTime.of(2026, 1, 2, 3, 4, 6);

    private final Map<String, String> files = new LinkedHashMap<>();

    private SampleBundle() {}

    /**
     * A bundle of Node.
     *
     * @param more members of {@code manifest.json}, each with a comma before it
     */
    public static SampleBundle of(String name, String version, String more) {
        return new SampleBundle()
                .file(
                        "manifest.json",
                        """
                        {
                          "manifest_version": "0.3",
                          "name": "%s",
                          "version": "%s",
                          "description": "A sample",
                          "author": {"name": "Sample"},
                          "server": {
                            "type": "node",
                            "entry_point": "server/index.js",
                            "mcp_config": {
                              "command": "node",
                              "args": ["${__dirname}/server/index.js"]
                            }
                          }%s
                        }
                        """
                                .formatted(name, version, more))
                .file("server/index.js", "console.error('" + name + " " + version + "');\n");
    }

    /** Puts a file in, or another in its place. */
    public SampleBundle file(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** The zip. */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(MADE);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("memory cannot be written", problem);
        }
        return bytes.toByteArray();
    }
}
