package dev.assay.samples;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as maps, lists, strings, numbers, booleans and null, in the order written. The samples
 * depend on nothing but the JDK, and read no JSON but their own.
 */
final class Json {

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Map<String, @Nullable Object> readObject(String text) {
        var json = new Json(text);
        json.skipSpace();
        var object = json.object();
        json.skipSpace();
        if (json.at != text.length()) {
            throw json.unexpected();
        }
        return object;
    }

    static String write(@Nullable Object value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case Map<?, ?> map -> {
                var separator = "{";
                for (var entry : map.entrySet()) {
                    write(String.valueOf(entry.getKey()), out.append(separator));
                    write(entry.getValue(), out.append(':'));
                    separator = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                var separator = "[";
                for (var element : list) {
                    write(element, out.append(separator));
                    separator = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case String string -> quote(string, out);
            case null, default -> out.append(value);
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (var character : string.toCharArray()) {
            switch (character) {
                case '"', '\\' -> out.append('\\').append(character);
                case '\n' -> out.append("\\n");
                default -> {
                    if (character < ' ') {
                        out.append("\\u%04x".formatted((int) character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append('"');
    }

    private @Nullable Object value() {
        skipSpace();
        var value =
                switch (peek()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    default -> word();
                };
        skipSpace();
        return value;
    }

    private Map<String, @Nullable Object> object() {
        var object = new LinkedHashMap<String, @Nullable Object>();
        expect('{');
        skipSpace();
        while (peek() != '}') {
            var key = string();
            skipSpace();
            expect(':');
            object.put(key, value());
            if (peek() != '}') {
                expect(',');
                skipSpace();
            }
        }
        expect('}');
        return object;
    }

    private List<@Nullable Object> array() {
        var array = new ArrayList<@Nullable Object>();
        expect('[');
        skipSpace();
        while (peek() != ']') {
            array.add(value());
            if (peek() != ']') {
                expect(',');
            }
        }
        expect(']');
        return array;
    }

    private String string() {
        expect('"');
        var string = new StringBuilder();
        while (peek() != '"') {
            string.append(peek() == '\\' ? escaped() : text.charAt(at++));
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        expect('\\');
        var letter = peek();
        at++;
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> letter;
        };
    }

    private @Nullable Object word() {
        var start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var word = text.substring(start, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> new BigDecimal(word);
        };
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private void expect(char character) {
        if (peek() != character) {
            throw unexpected();
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not JSON at character %d of %s".formatted(at, text));
    }
}
