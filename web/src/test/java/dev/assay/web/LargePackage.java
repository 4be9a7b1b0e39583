package dev.assay.web;

import dev.assay.samples.SamplePackage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A package of which every version changes five thousand lines in two hundred and fifty functions.
 */
final class LargePackage {

    static final String NAME = "assay-test-large";
    static final int FUNCTIONS = 250;
    static final int LINES = 5_000;

    private static final int FILES = 25;

    private LargePackage() {}

    static SamplePackage version(String version) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "package.json",
                """
                {"name":"%s","version":"%s","main":"lib/part0.js","license":"MIT"}"""
                        .formatted(NAME, version));
        for (var file = 0; file < FILES; file++) {
            files.put("lib/part" + file + ".js", part(file, version));
        }
        return SamplePackage.of(files);
    }

    private static String part(int file, String version) {
        var code = new StringBuilder();
        if (file + 1 < FILES) {
            code.append("require('./part" + (file + 1) + "');\n\n");
        }
        for (var function = 0; function < FUNCTIONS / FILES; function++) {
            var name = "compute" + file + "x" + function;
            code.append("exports." + name + " = function " + name + "(input) {\n");
            code.append("  const totals = [];\n");
            for (var line = 0; line < LINES / FUNCTIONS; line++) {
                var key = file + "-" + function + "-" + line;
                code.append(
                        "  totals.push({ key: 'k"
                                + key
                                + "', value: input['f"
                                + key
                                + "'], since: '"
                                + version
                                + "' });\n");
            }
            code.append("  return totals;\n};\n\n");
        }
        return code.toString();
    }
}
