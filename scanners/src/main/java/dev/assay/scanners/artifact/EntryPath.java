package dev.assay.scanners.artifact;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where npm puts an entry: its first folder dropped, roots stripped, and never through {@code ..}.
 */
final class EntryPath {

    private static final Pattern ROOT = Pattern.compile("^(?:[A-Za-z]:)?[/\\\\]+|^[A-Za-z]:");

    private final String path;
    private final List<String> problems = new ArrayList<>();

    private EntryPath(String path) {
        this.path = path;
    }

    /** The path inside the package; empty where npm leaves the entry out. */
    Optional<String> inside() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path);
    }

    /** What is wrong with the name, for people. */
    List<String> problems() {
        return problems;
    }

    static EntryPath of(String raw) {
        var slash = raw.indexOf('/');
        if (slash < 0) {
            return refused("stands outside of the package's folder; npm leaves it out");
        }
        var absolute = ROOT.matcher(raw).find();
        var rest = raw.substring(slash + 1);
        var root = ROOT.matcher(rest);
        while (root.find()) {
            absolute = true;
            rest = rest.substring(root.end());
            root = ROOT.matcher(rest);
        }
        var parts = new ArrayDeque<String>();
        for (var part : rest.split("/")) {
            if (part.equals("..") || part.startsWith("..\\") || part.contains("\\..")) {
                return refused("leads out of the package; npm leaves it out");
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        var result = new EntryPath(String.join("/", parts));
        if (raw.startsWith("../") || absolute) {
            result.problems.add("is named by an absolute or outside path");
        }
        return result;
    }

    private static EntryPath refused(String problem) {
        var refused = new EntryPath("");
        refused.problems.add(problem);
        return refused;
    }
}
