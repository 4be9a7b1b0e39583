package dev.assay.scanners.pypi;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The modules that a small script imports, by its lines: enough to say what a hook runs with. */
final class ImportLines {

    private static final Pattern LINE =
            Pattern.compile("(?m)(?:^|;)[ \\t]*(?:import|from)[ \\t]+([\\w.]+)");

    private ImportLines() {}

    static Set<String> of(String text) {
        var modules = new LinkedHashSet<String>();
        var line = LINE.matcher(text);
        while (line.find() && modules.size() < 200) {
            modules.add(line.group(1));
        }
        return modules;
    }
}
