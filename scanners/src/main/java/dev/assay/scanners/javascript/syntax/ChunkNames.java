package dev.assay.scanners.javascript.syntax;

/** Takes the content hash out of a bundler's chunk names, which change with every build. */
final class ChunkNames {

    private static final int SHORTEST_HASH = 6;
    private static final int LONGEST_NAME = 200;

    private ChunkNames() {}

    /** {@code ./chunk-TX2WJY33.js} becomes {@code ./chunk-*.js}; anything else stays. */
    static String normal(String text) {
        // Asked of every literal, and few begin with a dot.
        if (text.isEmpty()
                || text.charAt(0) != '.'
                || text.length() > LONGEST_NAME
                || !(text.startsWith("./") || text.startsWith("../"))) {
            return text;
        }
        var dot = text.lastIndexOf('.');
        if (dot < 0 || !isScript(text.substring(dot + 1))) {
            return text;
        }
        var dash = Math.max(text.lastIndexOf('-', dot), text.lastIndexOf('.', dot - 1));
        if (dash < text.lastIndexOf('/') || dot - dash <= SHORTEST_HASH) {
            return text;
        }
        for (var at = dash + 1; at < dot; at++) {
            var c = text.charAt(at);
            if (!Character.isLetterOrDigit(c) && c != '_') {
                return text;
            }
        }
        var hash = text.substring(dash + 1, dot);
        return looksRandom(hash) ? text.substring(0, dash + 1) + "*" + text.substring(dot) : text;
    }

    private static boolean isScript(String extension) {
        return switch (extension) {
            case "js", "mjs", "cjs" -> true;
            default -> false;
        };
    }

    private static boolean looksRandom(String hash) {
        var digits = hash.chars().anyMatch(Character::isDigit);
        var upper = hash.chars().filter(Character::isUpperCase).count();
        return digits || upper == hash.length() || upper > 2;
    }
}
