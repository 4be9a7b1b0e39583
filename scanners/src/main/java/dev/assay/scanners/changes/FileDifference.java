package dev.assay.scanners.changes;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;

import dev.assay.scanners.artifact.PackageTree;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The raw difference of one file, as {@code diff -u} writes it.
 *
 * @param lines of the difference; empty where there is nothing to show
 * @param note why there is nothing, or what is missing; null where it is whole
 */
public record FileDifference(List<String> lines, @Nullable String note) {

    private static final int MOST_LINES = 20_000;
    private static final int MOST_SHOWN = 5_000;
    private static final int LONGEST_LINE = 20_000;
    private static final int CONTEXT = 3;

    public FileDifference {
        Objects.requireNonNull(lines, "lines is null");
        lines = List.copyOf(lines);
    }

    /** Compares a file of two packages; runs in the worker process. */
    public static FileDifference of(@Nullable PackageTree from, PackageTree to, String path) {
        var before = from == null ? null : from.files().get(path);
        var now = to.files().get(path);
        if (before == null && now == null) {
            return new FileDifference(List.of(), "neither version has this file");
        }
        var older = before == null ? "" : FileText.of(before);
        var newer = now == null ? "" : FileText.of(now);
        if (older == null || newer == null) {
            return new FileDifference(List.of(), "the file is not text");
        }
        return difference(path, lines(older), lines(newer), before == null, now == null);
    }

    private static FileDifference difference(
            String path, List<String> older, List<String> newer, boolean isNew, boolean isGone) {
        if (Math.max(older.size(), newer.size()) > MOST_LINES) {
            return new FileDifference(List.of(), "the file has more than " + MOST_LINES + " lines");
        }
        var patch = DiffUtils.diff(older, newer, new MyersDiffWithLinearSpace<String>());
        if (patch.getDeltas().isEmpty()) {
            return new FileDifference(List.of(), "both versions have the same text");
        }
        var all =
                UnifiedDiffUtils.generateUnifiedDiff(
                        isNew ? "/dev/null" : "a/" + path,
                        isGone ? "/dev/null" : "b/" + path,
                        older,
                        patch,
                        CONTEXT);
        var shown = new ArrayList<String>();
        for (var line : all.subList(0, Math.min(MOST_SHOWN, all.size()))) {
            shown.add(bounded(line));
        }
        return new FileDifference(
                shown,
                all.size() > MOST_SHOWN
                        ? all.size() - MOST_SHOWN + " more lines of the difference are not shown"
                        : null);
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static String bounded(String line) {
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE)
                        + " … ("
                        + (line.length() - LONGEST_LINE)
                        + " more characters of this line are not shown)";
    }
}
