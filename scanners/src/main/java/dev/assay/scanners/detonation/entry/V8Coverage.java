package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.text.HostileJson;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which functions ran, as Node.js writes it with {@code NODE_V8_COVERAGE}: offsets are UTF-16 units
 * of the file, and the first range of a function says how often it was called.
 */
final class V8Coverage {

    private static final JsonMapper JSON = HostileJson.mapper(1 << 20);
    private static final long LARGEST = 64 << 20;
    private static final int MOST_FILES = 64;
    private static final int MOST_SPANS = 40_000;

    private V8Coverage() {}

    /**
     * Reads what processes left in a folder.
     *
     * @param code where the release lay when it ran, with a slash at the end
     * @return functions that ran, by file below {@code code}
     */
    static Map<String, List<Observed.Span>> read(Path folder, String code) throws IOException {
        var ran = new TreeMap<String, List<Observed.Span>>();
        var spans = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().limit(MOST_FILES).toList()) {
                if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                    continue;
                }
                spans += read(Files.readAllBytes(file), code, ran, MOST_SPANS - spans);
            }
        }
        return ran;
    }

    private static int read(
            byte[] bytes, String code, Map<String, List<Observed.Span>> ran, int most) {
        var found = 0;
        try {
            for (var script : JSON.readTree(bytes).path("result").values()) {
                var path = path(script.path("url").asString(""));
                if (!path.startsWith(code)) {
                    continue;
                }
                var spans = new ArrayList<Observed.Span>();
                for (var function : script.path("functions").values()) {
                    var whole = function.path("ranges").path(0);
                    if (whole.path("count").asLong(0) > 0 && found < most) {
                        spans.add(
                                new Observed.Span(
                                        whole.path("startOffset").asInt(0),
                                        whole.path("endOffset").asInt(0)));
                        found++;
                    }
                }
                ran.computeIfAbsent(path.substring(code.length()), key -> new ArrayList<>())
                        .addAll(spans);
            }
        } catch (JacksonException e) {
            // A process that was killed while it wrote leaves half a file; the others count.
        }
        return found;
    }

    private static String path(String url) {
        try {
            return url.startsWith("file://") ? String.valueOf(URI.create(url).getPath()) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
