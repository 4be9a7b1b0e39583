package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a package says that it needs (core metadata specification).
 *
 * @param bytes as they came
 * @param headers by lower-case name, each with its values in order
 */
public record CoreMetadata(byte[] bytes, Map<String, List<String>> headers) {

    private static final int MOST_LINES = 50_000;

    /** Reads the headers, up to the first empty line; what follows is the description. */
    public static CoreMetadata parse(byte[] bytes) {
        var headers = new HashMap<String, List<String>>();
        String last = null;
        for (var line :
                new String(bytes, StandardCharsets.UTF_8).lines().limit(MOST_LINES).toList()) {
            if (line.isEmpty()) {
                break;
            }
            if (Character.isWhitespace(line.charAt(0))) {
                var values = last == null ? null : headers.get(last);
                if (values != null) {
                    values.set(values.size() - 1, values.getLast() + " " + line.strip());
                }
                continue;
            }
            var colon = line.indexOf(':');
            last = colon < 0 ? null : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (last != null) {
                headers.computeIfAbsent(last, any -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        }
        return new CoreMetadata(bytes, headers);
    }

    public @Nullable String name() {
        return first("name");
    }

    public @Nullable String version() {
        return first("version");
    }

    public @Nullable String requiresPython() {
        return first("requires-python");
    }

    /** Requirements as written. */
    public List<String> requirements() {
        return headers.getOrDefault("requires-dist", List.of());
    }

    public Sha256 sha256() {
        return Sha256.of(bytes);
    }

    /** Why metadata of sources do not say what a build will say (PEP 643); null where they do. */
    public @Nullable String unsettled() {
        var form = PythonVersion.of(String.valueOf(first("metadata-version")));
        if (form.isEmpty() || form.get().compareTo(PythonVersion.of("2.2").orElseThrow()) < 0) {
            return "its metadata are older than version 2.2, so a build may say something else";
        }
        Set<String> dynamic = new TreeSet<>(headers.getOrDefault("dynamic", List.of()));
        dynamic.removeIf(
                each -> !each.toLowerCase(Locale.ROOT).matches("requires-.*|name|version"));
        return dynamic.isEmpty()
                ? null
                : "it says that a build makes its " + String.join(", ", dynamic);
    }

    private @Nullable String first(String header) {
        var values = headers.get(header);
        return values == null ? null : values.getFirst();
    }
}
