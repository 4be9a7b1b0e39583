package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.CallPath.Step;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which files are loaded when the package starts, and by whom: files import files. */
final class StartUp {

    /**
     * How a file comes to be loaded.
     *
     * @param name what begins it, such as {@code bin mail}; empty where that is not known
     * @param steps the files before it, each at the line that loads the next
     */
    record Loaded(String name, List<Step> steps) {}

    /**
     * @param specifier what it says of the other file
     */
    private record Loader(String file, String specifier) {}

    private final Map<String, String> roots;
    private final Map<String, byte[]> files;
    private final Map<String, Loader> loaders = new HashMap<>();
    private final Map<String, Loaded> known = new HashMap<>();
    private final Map<Loader, Integer> lines = new HashMap<>();

    /**
     * @param roots the files that start, with what starts them
     */
    StartUp(Map<String, String> roots, Map<String, byte[]> files) {
        this.roots = roots;
        this.files = files;
    }

    /** Notes that a file loads another; the first that does is told. */
    void loads(String file, String specifier, String target) {
        loaders.putIfAbsent(target, new Loader(file, specifier));
    }

    /** How a file comes to be loaded; null where nothing loads it. */
    @Nullable Loaded to(String file) {
        var loaded = known.get(file);
        if (loaded == null && (roots.containsKey(file) || loaders.containsKey(file))) {
            loaded = loaded(file);
            known.put(file, loaded);
        }
        return loaded;
    }

    private Loaded loaded(String file) {
        var steps = new ArrayList<Step>();
        var first = file;
        while (!roots.containsKey(first) && steps.size() <= loaders.size()) {
            var loader = loaders.get(first);
            if (loader == null) {
                break;
            }
            steps.add(new Step("", loader.file(), line(loader), true));
            first = loader.file();
        }
        Collections.reverse(steps);
        return new Loaded(roots.getOrDefault(first, ""), List.copyOf(steps));
    }

    private int line(Loader loader) {
        return lines.computeIfAbsent(
                loader, key -> line(files.getOrDefault(key.file(), new byte[0]), key.specifier()));
    }

    /** Bytes are compared as they are: for each import of a bundle, decoding it would take long. */
    private static int line(byte[] bytes, String specifier) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var word =
                new String(specifier.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        for (var quote : List.of("'", "\"", "`")) {
            var at = text.indexOf(quote + word + quote);
            if (at >= 0) {
                var line = 1;
                for (var before = 0; before < at; before++) {
                    line += bytes[before] == '\n' ? 1 : 0;
                }
                return line;
            }
        }
        return 0;
    }

    /** The files that start. */
    Set<String> roots() {
        return roots.keySet();
    }
}
