package dev.assay.scanners.artifact;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What extended headers say of the entries after them, read as node-tar 7 reads it (npm's reader):
 * line by line, the length at the front checked, unknown keys dropped.
 *
 * @param values the last value of each known key
 */
record TarExtension(Map<String, String> values) {

    static final TarExtension NONE = new TarExtension(Map.of());

    /** Keys with which an extended header changes what is unpacked. */
    private static final String PATH = "path";

    private static final String LINK_PATH = "linkpath";
    private static final String SIZE = "size";
    private static final String TYPE = "type";
    private static final String MODE = "mode";

    static TarExtension parse(byte[] body, TarExtension below) {
        var values = new HashMap<>(below.values());
        for (var line : new String(body, StandardCharsets.UTF_8).split("\n", -1)) {
            var space = line.indexOf(' ');
            var equals = line.indexOf('=', space + 1);
            if (space < 1 || equals < 0 || !lengthHolds(line, space)) {
                continue;
            }
            var key = line.substring(space + 1, equals);
            switch (key) {
                case PATH, LINK_PATH, SIZE, TYPE, MODE ->
                        values.put(key, TarHeader.upToNul(line.substring(equals + 1)));
                default -> {}
            }
        }
        return new TarExtension(values);
    }

    TarExtension withPath(byte[] body) {
        return with(PATH, body);
    }

    TarExtension withLinkPath(byte[] body) {
        return with(LINK_PATH, body);
    }

    private TarExtension with(String key, byte[] body) {
        var copy = new HashMap<>(values);
        copy.put(key, TarHeader.upToNul(new String(body, StandardCharsets.UTF_8)));
        return new TarExtension(copy);
    }

    /** The path, or an empty string where none is given. */
    String path() {
        return values.getOrDefault(PATH, "");
    }

    /** The link's target, or an empty string where none is given. */
    String linkPath() {
        return values.getOrDefault(LINK_PATH, "");
    }

    /** The size, or -1 where none is given that makes sense. */
    long size() {
        var text = values.getOrDefault(SIZE, "");
        return !text.isEmpty()
                        && text.length() <= 18
                        && text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Long.parseLong(text)
                : -1;
    }

    /** Whether it says a size that only some readers would accept. */
    boolean hasOddSize() {
        return values.containsKey(SIZE) && size() < 0;
    }

    /** Whether it overrides the kind of the entry, which no standard knows and node-tar obeys. */
    boolean overridesType() {
        return values.containsKey(TYPE);
    }

    private static boolean lengthHolds(String line, int space) {
        var digits = line.substring(0, space);
        return digits.length() <= 9
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(digits) == line.getBytes(StandardCharsets.UTF_8).length + 1;
    }
}
