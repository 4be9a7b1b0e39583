package dev.assay.registry.tools;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Fact;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A tool as the code of a release offers it.
 *
 * @param description what the model is told of it; empty where nothing could be read
 * @param arguments the names of its arguments, as far as its schema can be read
 * @param readOnly what it claims about changing nothing, or null where it claims nothing
 * @param destructive what it claims about destroying, or null likewise
 * @param does what its code does that changes something, where that is known
 * @param fingerprint a digest of name, description, schema, claims and deeds: a tool with another
 *     one is another tool, whatever it is called
 */
public record ToolOffer(
        String name,
        String description,
        List<String> arguments,
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        List<String> does,
        Sha256 fingerprint) {

    private static final Pattern READ_ONLY =
            Pattern.compile("readOnlyHint\"?\\s*[:=]\\s*([^,}\\s]+)");
    private static final Pattern DESTRUCTIVE =
            Pattern.compile("destructiveHint\"?\\s*[:=]\\s*([^,}\\s]+)");

    public ToolOffer {
        arguments = List.copyOf(arguments);
        does = List.copyOf(does);
    }

    static ToolOffer of(String name, List<Fact> definitions) {
        var first = definitions.getFirst().detail();
        var claims =
                definitions.stream()
                        .map(each -> text(each.detail().get("annotations")))
                        .distinct()
                        .toList();
        return new ToolOffer(
                name,
                text(first.get("description")),
                definitions.stream()
                        .flatMap(each -> arguments(each.detail().get("schema")).stream())
                        .distinct()
                        .sorted()
                        .toList(),
                // Two definitions that disagree claim nothing.
                claims.size() == 1 ? hint(READ_ONLY, claims.getFirst()) : null,
                claims.stream().anyMatch(each -> Boolean.TRUE.equals(hint(DESTRUCTIVE, each)))
                        ? Boolean.TRUE
                        : hint(DESTRUCTIVE, claims.getFirst()),
                definitions.stream()
                        .flatMap(each -> texts(each.detail().get("does")).stream())
                        .distinct()
                        .sorted()
                        .toList(),
                fingerprint(name, definitions));
    }

    private static Sha256 fingerprint(String name, List<Fact> definitions) {
        var lines =
                definitions.stream()
                        .map(Fact::detail)
                        .map(
                                each ->
                                        String.join(
                                                "\0",
                                                text(each.get("description")),
                                                canonical(each.get("schema")),
                                                canonical(each.get("outputSchema")),
                                                text(each.get("annotations")),
                                                canonical(each.get("does"))))
                        .distinct()
                        .sorted()
                        .toList();
        return Sha256.of((name + "\n" + String.join("\n", lines)).getBytes(StandardCharsets.UTF_8));
    }

    /** A text that does not depend on the order in which a map was filled. */
    private static String canonical(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Map<?, ?> map -> {
                var sorted = new TreeMap<String, String>();
                map.forEach((key, each) -> sorted.put(String.valueOf(key), canonical(each)));
                yield sorted.toString();
            }
            case Collection<?> list -> list.stream().map(ToolOffer::canonical).toList().toString();
            default -> value.toString();
        };
    }

    private static List<String> arguments(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> all
                ? all.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    private static @Nullable Boolean hint(Pattern hint, String annotations) {
        var matcher = hint.matcher(annotations);
        if (!matcher.find()) {
            return null;
        }
        return switch (matcher.group(1)) {
            // Minifiers write true as !0.
            case "true", "!<0>", "!0" -> Boolean.TRUE;
            case "false", "!<1>", "!1" -> Boolean.FALSE;
            default -> null;
        };
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
