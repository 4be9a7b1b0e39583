package dev.assay.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads Prometheus's text format 0.0.4 and believes nothing that its specification does not allow:
 * a family is described once and before its samples, its samples stand together, no series comes
 * twice, and histograms add up.
 */
record Exposition(Map<String, String> types, Map<String, Double> samples) {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\",?");
    private static final List<String> TYPES =
            List.of("counter", "gauge", "histogram", "summary", "untyped");

    static Exposition read(String text) {
        if (!text.endsWith("\n")) {
            throw new AssertionError("the last line has no end");
        }
        var types = new LinkedHashMap<String, String>();
        var samples = new LinkedHashMap<String, Double>();
        var ended = new ArrayList<String>();
        var current = "";
        for (var line : text.split("\n")) {
            if (line.startsWith("# HELP ") || line.startsWith("# TYPE ")) {
                var words = line.split(" ", 4);
                check(words.length == 4 && NAME.matcher(words[2]).matches(), line);
                if (!words[2].equals(current)) {
                    check(!ended.contains(words[2]) && !types.containsKey(words[2]), line);
                    ended.add(current);
                    current = words[2];
                }
                if (words[1].equals("TYPE")) {
                    check(TYPES.contains(words[3]), line);
                    check(types.put(words[2], words[3]) == null, line);
                }
                continue;
            }
            var sample = SAMPLE.matcher(line);
            check(sample.matches(), line);
            check(types.containsKey(current) && isOf(sample.group(1), current, types), line);
            var series = sample.group(1) + labels(sample.group(2), line);
            check(samples.put(series, value(sample.group(3))) == null, "twice: " + line);
        }
        var read = new Exposition(types, samples);
        read.histograms();
        return read;
    }

    private static boolean isOf(String name, String family, Map<String, String> types) {
        return switch (String.valueOf(types.get(family))) {
            case "histogram" ->
                    List.of("_bucket", "_count", "_sum").stream()
                            .anyMatch(end -> name.equals(family + end));
            case "summary" ->
                    name.equals(family)
                            || name.equals(family + "_count")
                            || name.equals(family + "_sum");
            case "counter" -> name.equals(family) && name.endsWith("_total");
            default -> name.equals(family);
        };
    }

    private static Map<String, String> labels(String text, String line) {
        var labels = new TreeMap<String, String>();
        if (text != null) {
            var matcher = LABEL.matcher(text);
            var at = 0;
            while (at < text.length()) {
                check(matcher.find(at) && matcher.start() == at, line);
                check(labels.put(matcher.group(1), matcher.group(2)) == null, line);
                at = matcher.end();
            }
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** Buckets only grow, and the last one is the count. */
    private void histograms() {
        var last = new HashMap<String, Double>();
        samples.forEach(
                (series, value) -> {
                    var brace = series.indexOf('{');
                    if (!series.substring(0, brace).endsWith("_bucket")) {
                        return;
                    }
                    var rest = series.replaceAll("le=[^,}]+(, )?", "").replace(", }", "}");
                    var before = last.put(rest, value);
                    check(before == null || before <= value, "shrinks: " + series);
                    if (series.contains("le=+Inf")) {
                        var count = rest.replace("_bucket{", "_count{");
                        check(value.equals(samples.get(count)), "is not the count: " + series);
                    }
                });
    }

    /** Names of all samples, without labels. */
    List<String> names() {
        return samples.keySet().stream()
                .map(each -> each.substring(0, each.indexOf('{')))
                .distinct()
                .toList();
    }

    /** The sum over all series of a name that have some labels. */
    double sum(String name, String... labels) {
        return samples.entrySet().stream()
                .filter(each -> each.getKey().startsWith(name + "{"))
                .filter(each -> List.of(labels).stream().allMatch(each.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("no exposition: " + what);
        }
    }
}
