package dev.assay.scanners.source;

import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** Which lines of a file the source does not have. */
final class NewLines {

    private static final int LARGEST = 4 << 20;
    private static final int LONGEST = 400;

    private final List<String> lines;
    private final @Nullable BitSet added;
    private final SourceWords words;

    /**
     * @param was the same file in the source, or null where there is none
     */
    NewLines(byte[] now, byte @Nullable [] was, SourceWords words) {
        this.lines = new String(now, StandardCharsets.UTF_8).lines().toList();
        this.words = words;
        this.added =
                was == null || now.length > LARGEST || was.length > LARGEST
                        ? null
                        : added(was, now);
    }

    private static BitSet added(byte[] was, byte[] now) {
        var added = new BitSet();
        for (var edit :
                new HistogramDiff()
                        .diff(
                                RawTextComparator.WS_IGNORE_TRAILING,
                                new RawText(was),
                                new RawText(now))) {
            added.set(edit.getBeginB(), edit.getEndB());
        }
        return added;
    }

    /** The first line of a range that the source does not have; the first of all if none is it. */
    int first(int from, int to) {
        for (var line = from; line <= Math.min(to, lines.size()); line++) {
            if (added != null
                    ? added.get(line - 1) && !lines.get(line - 1).isBlank()
                    : words.isStrange(lines.get(line - 1))) {
                return line;
            }
        }
        return from;
    }

    /** A line, as much of it as evidence holds. */
    String text(int line) {
        if (line < 1 || line > lines.size()) {
            return "";
        }
        var text = lines.get(line - 1).strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
