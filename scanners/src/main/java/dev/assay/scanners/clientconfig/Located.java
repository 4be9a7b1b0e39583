package dev.assay.scanners.clientconfig;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON that remembers its lines, with comments and trailing commas as VS Code writes it.
 *
 * @param line where it begins, from 1
 * @param text of a text, a number or a truth value; null for anything else
 */
record Located(int line, @Nullable String text, Map<String, Located> members, List<Located> items) {

    private static final int MOST_DEPTH = 50;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
                    .build();

    /**
     * @throws tools.jackson.core.JacksonException when it is no JSON
     */
    static Located parse(String text) {
        try (var parser =
                FACTORY.createParser(
                        tools.jackson.core.ObjectReadContext.empty(),
                        text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            parser.nextToken();
            var value = read(parser, parser.currentTokenLocation().getLineNr());
            if (parser.nextToken() != null) {
                throw new tools.jackson.core.exc.StreamReadException(parser, "more than one value");
            }
            return value;
        }
    }

    Located get(String name) {
        return members.getOrDefault(name, new Located(line, null, Map.of(), List.of()));
    }

    String string(String name) {
        var text = get(name).text;
        return text == null ? "" : text;
    }

    List<String> strings(String name) {
        return get(name).items.stream().map(each -> each.text == null ? "" : each.text).toList();
    }

    private static Located read(JsonParser parser, int line) {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            var members = new LinkedHashMap<String, Located>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var at = parser.currentTokenLocation().getLineNr();
                parser.nextToken();
                members.put(name, read(parser, at));
            }
            return new Located(line, null, members, List.of());
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<Located>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(parser, parser.currentTokenLocation().getLineNr()));
            }
            return new Located(line, null, Map.of(), items);
        }
        return new Located(
                line,
                token == JsonToken.VALUE_NULL ? null : parser.getString(),
                Map.of(),
                List.of());
    }
}
