package dev.assay.scanners.delta.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What changed between two schemas of a tool's parameters, each a JSON Schema or the expression
 * that makes one in the code.
 *
 * @param added names that are new
 * @param differences all that differs, for people
 * @param fresh the words of it that are new
 */
record SchemaChange(List<String> added, List<String> differences, List<String> fresh) {

    private static final Pattern KEY = Pattern.compile("[{,]\\s*\"?([A-Za-z_$][\\w$-]*)\"?\\s*:");
    private static final Pattern ADDED = Pattern.compile("([\\w$.-]+): added .*", Pattern.DOTALL);

    SchemaChange {
        added = List.copyOf(added);
        differences = List.copyOf(differences);
        fresh = List.copyOf(fresh);
    }

    static SchemaChange between(Object before, Object now) {
        return before instanceof String older && now instanceof String newer
                ? ofExpressions(older, newer)
                : ofSchemas(before, now);
    }

    private static SchemaChange ofExpressions(String before, String now) {
        var added = new TreeSet<>(keys(now));
        added.removeAll(keys(before));
        var words = WordDifference.between(spaced(before), spaced(now));
        var differences = new ArrayList<String>();
        words.removed().forEach(run -> differences.add("- " + run));
        words.added().forEach(run -> differences.add("+ " + run));
        return new SchemaChange(List.copyOf(added), differences, words.added());
    }

    /** Puts room between the tokens of an expression, so that they differ one by one. */
    private static String spaced(String expression) {
        return expression.replaceAll("([{}()\\[\\],])", " $1 ");
    }

    private static TreeSet<String> keys(String expression) {
        var keys = new TreeSet<String>();
        var matcher = KEY.matcher(expression);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    private static SchemaChange ofSchemas(Object before, Object now) {
        var fresh = new ArrayList<String>();
        var differences = JsonSchemas.differences(before, now, fresh);
        var added = new ArrayList<String>();
        for (var difference : differences) {
            var matcher = ADDED.matcher(difference);
            if (matcher.matches()) {
                parameter(matcher.group(1), added);
            }
        }
        return new SchemaChange(added, differences, fresh);
    }

    /**
     * {@code properties.options.properties.bcc} is {@code options.bcc}; other keywords are none.
     */
    private static void parameter(String path, List<String> added) {
        var parts = List.of(path.split("\\."));
        var names = new ArrayList<String>();
        for (var index = 0; index < parts.size(); index++) {
            var part = parts.get(index);
            if (part.equals("properties") && index + 1 < parts.size()) {
                names.add(parts.get(++index));
            } else if (!part.equals("items")) {
                return;
            }
        }
        added.add(String.join(".", names));
    }
}
