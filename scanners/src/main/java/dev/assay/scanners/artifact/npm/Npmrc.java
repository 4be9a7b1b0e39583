package dev.assay.scanners.artifact.npm;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One {@code .npmrc} file, read as npm reads it: the dialect of INI of npm's own {@code ini}
 * package, then {@code ${NAME}} and {@code ${NAME?}} replaced from the environment in keys and
 * values. Sections are npm's own matter and are passed over.
 */
final class Npmrc {

    private static final int LARGEST = 1 << 20;
    private static final Pattern VARIABLE =
            Pattern.compile("(?<!\\\\)(\\\\*)\\$\\{([^${}?]+)(\\?)?}");
    private static final JsonMapper JSON = new JsonMapper();

    private Npmrc() {}

    /** The entries of a file; none where it is absent, unreadable or larger than 1 MiB. */
    static Map<String, String> read(Path file, Map<String, String> environment) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Map.of();
            }
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), environment);
        } catch (IOException e) {
            return Map.of();
        }
    }

    static Map<String, String> parse(String text, Map<String, String> environment) {
        var entries = new LinkedHashMap<String, String>();
        for (var line : text.split("[\\r\\n]+")) {
            var trimmed = line.strip();
            if (trimmed.isEmpty() || trimmed.startsWith(";") || trimmed.startsWith("#")) {
                continue;
            }
            if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
                break;
            }
            var equals = trimmed.indexOf('=');
            var key = unquoted(equals < 0 ? trimmed : trimmed.substring(0, equals));
            var value = equals < 0 ? "true" : unquoted(trimmed.substring(equals + 1));
            entries.put(expanded(key, environment), expanded(value, environment).strip());
        }
        return entries;
    }

    static String expanded(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text)
                .replaceAll(
                        match -> {
                            var escapes = match.group(1);
                            var whole = match.group();
                            if (escapes.length() % 2 == 1) {
                                return java.util.regex.Matcher.quoteReplacement(
                                        whole.substring((escapes.length() + 1) / 2));
                            }
                            var fallback =
                                    match.group(3) == null ? "${" + match.group(2) + "}" : "";
                            var value = environment.getOrDefault(match.group(2), fallback);
                            return java.util.regex.Matcher.quoteReplacement(
                                    escapes.substring(escapes.length() / 2) + value);
                        });
    }

    private static String unquoted(String raw) {
        var text = raw.strip();
        if (text.length() > 1
                && (text.startsWith("\"") && text.endsWith("\"")
                        || text.startsWith("'") && text.endsWith("'"))) {
            var inner = text.startsWith("'") ? text.substring(1, text.length() - 1) : text;
            try {
                return JSON.readValue(inner, String.class);
            } catch (JacksonException e) {
                return inner;
            }
        }
        return uncommented(text);
    }

    /** An unquoted value ends at the first {@code ;} or {@code #} that no backslash precedes. */
    private static String uncommented(String text) {
        var result = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                var next = text.charAt(++i);
                if (next != '\\' && next != ';' && next != '#') {
                    result.append('\\');
                }
                result.append(next);
            } else if (c == ';' || c == '#') {
                break;
            } else {
                result.append(c);
            }
        }
        return result.toString().strip();
    }
}
