package dev.assay.scanners.python;

import java.util.ArrayList;

/** Texts by which functions describe themselves, without the indentation of the code around. */
final class Documentation {

    private Documentation() {}

    /** As {@code inspect.cleandoc} does, which frameworks send to models. */
    static String clean(String text) {
        var lines = text.replace("\t", "        ").split("\n", -1);
        var common = Integer.MAX_VALUE;
        for (var index = 1; index < lines.length; index++) {
            if (!lines[index].isBlank()) {
                var indent = lines[index].length() - lines[index].stripLeading().length();
                common = Math.min(common, indent);
            }
        }
        var cleaned = new ArrayList<String>(lines.length);
        cleaned.add(lines[0].strip());
        for (var index = 1; index < lines.length; index++) {
            var line = lines[index];
            cleaned.add(line.substring(Math.min(common, line.length())).stripTrailing());
        }
        return String.join("\n", cleaned).strip();
    }
}
