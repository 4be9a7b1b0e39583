package dev.assay.samples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one release changed: three header lines, then a unified diff as {@code git diff} writes it.
 * It is applied exactly or not at all, since a sample that applies almost is a sample nobody
 * described.
 */
record Patch(String version, Instant published, String summary, String diff) {

    private static final Pattern HEADER =
            Pattern.compile("Release: (.+)\nPublished: (.+)\nSummary: (.+)\n(?:\n((?s:.*)))?");
    private static final Pattern HUNK =
            Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

    static Patch parse(String text) {
        var header = HEADER.matcher(text);
        if (!header.matches()) {
            throw new IllegalArgumentException("not a release patch: " + text);
        }
        var diff = header.group(4);
        return new Patch(
                header.group(1),
                Instant.parse(header.group(2)),
                header.group(3),
                diff == null ? "" : diff);
    }

    /** The files after this patch; a file it does not name is kept as it is. */
    Map<String, String> applyTo(Map<String, String> files) {
        var patched = new LinkedHashMap<>(files);
        for (var part : diff.isEmpty() ? new String[0] : diff.split("(?m)^(?=--- )")) {
            var lines = part.lines().toList();
            var path = lines.get(1).replaceFirst("^\\+\\+\\+ b/", "");
            var before = patched.getOrDefault(path, "").lines().toList();
            patched.put(
                    path,
                    String.join("\n", changed(path, before, lines.subList(2, lines.size())))
                            + "\n");
        }
        return patched;
    }

    private List<String> changed(String path, List<String> before, List<String> hunks) {
        var after = new ArrayList<String>();
        var next = 0;
        for (var line : hunks) {
            var hunk = HUNK.matcher(line);
            if (hunk.matches()) {
                var start = Math.max(Integer.parseInt(hunk.group(1)) - 1, 0);
                after.addAll(before.subList(next, start));
                next = start;
            } else if (line.startsWith("+")) {
                after.add(line.substring(1));
            } else {
                if (next >= before.size() || !before.get(next).equals(line.substring(1))) {
                    throw new IllegalArgumentException(
                            "%s does not apply to line %d of %s: %s"
                                    .formatted(version, next + 1, path, line));
                }
                if (line.startsWith(" ")) {
                    after.add(before.get(next));
                }
                next++;
            }
        }
        after.addAll(before.subList(next, before.size()));
        return after;
    }
}
