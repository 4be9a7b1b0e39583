package dev.assay.registry.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A policy as one text, for a form or a request: its files one after the other, each below a line
 * {@code --- name.yaml}. A text without such a line is one file.
 */
public final class PolicyText {

    private static final Pattern SEPARATOR = Pattern.compile("--- (\\S{1,100}\\.ya?ml)\\s*");
    private static final String ONLY_FILE = "policy.yaml";

    private PolicyText() {}

    public static String join(PolicyFiles files) {
        return files.files().stream()
                .map(each -> "--- " + each.name() + "\n" + each.text())
                .collect(Collectors.joining());
    }

    public static PolicyFiles split(String text) {
        var files = new ArrayList<PolicyFiles.File>();
        var name = ONLY_FILE;
        var lines = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var separator = SEPARATOR.matcher(line);
            if (separator.matches()) {
                add(name, lines, files);
                name = separator.group(1);
            } else {
                lines.add(line);
            }
        }
        add(name, lines, files);
        return PolicyFiles.of(files);
    }

    private static void add(String name, List<String> lines, List<PolicyFiles.File> files) {
        if (lines.stream().anyMatch(line -> !line.isBlank())) {
            files.add(new PolicyFiles.File(name, String.join("\n", lines)));
        }
        lines.clear();
    }
}
