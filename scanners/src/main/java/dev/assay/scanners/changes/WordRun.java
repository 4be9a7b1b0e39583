package dev.assay.scanners.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A run of words of two texts.
 *
 * @param kind in both, or in which of the two
 */
public record WordRun(Kind kind, String text) {

    /** Which text has the words. */
    public enum Kind {
        SAME,
        REMOVED,
        ADDED
    }

    /** Characters of one text beyond which it is cut before it is compared. */
    private static final int LONGEST = 20_000;

    private static final int CONTEXT = 400;
    private static final int MOST_WORDS = 6_000;
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{N}_$]+|\\s+|[^\\p{L}\\p{N}_$\\s]");

    public WordRun {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(text, "text is null");
    }

    /** Two texts as one, word by word. */
    public static List<WordRun> between(String before, String now) {
        var same = skipped(before, now);
        var oldText = bounded(before, same);
        var newText = bounded(now, same);
        var older = words(oldText);
        var newer = words(newText);
        if (older.size() > MOST_WORDS || newer.size() > MOST_WORDS) {
            return List.of(new WordRun(Kind.REMOVED, oldText), new WordRun(Kind.ADDED, newText));
        }
        var runs = new ArrayList<WordRun>();
        var at = 0;
        for (var edit : Alignment.of(older, newer)) {
            runs.add(new WordRun(Kind.SAME, String.join("", older.subList(at, edit.oldFrom()))));
            runs.add(
                    new WordRun(
                            Kind.REMOVED,
                            String.join("", older.subList(edit.oldFrom(), edit.oldTo()))));
            runs.add(
                    new WordRun(
                            Kind.ADDED,
                            String.join("", newer.subList(edit.newFrom(), edit.newTo()))));
            at = edit.oldTo();
        }
        runs.add(new WordRun(Kind.SAME, String.join("", older.subList(at, older.size()))));
        return join(runs);
    }

    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /**
     * Two changes with nothing but space or a sign between them read as one: what stood there
     * before, then what stands there now.
     */
    private static List<WordRun> join(List<WordRun> runs) {
        var joined = new ArrayList<WordRun>();
        var gone = new StringBuilder();
        var come = new StringBuilder();
        for (var index = 0; index < runs.size(); index++) {
            var run = runs.get(index);
            var isGlue =
                    run.kind == Kind.SAME
                            && run.text.length() < 3
                            && !run.text.contains("\n")
                            && (gone.length() > 0 && come.length() > 0)
                            && index + 1 < runs.size();
            if (run.kind == Kind.REMOVED || isGlue) {
                gone.append(run.text);
            }
            if (run.kind == Kind.ADDED || isGlue) {
                come.append(run.text);
            }
            if (run.kind == Kind.SAME && !isGlue && !run.text.isEmpty()) {
                flush(gone, come, joined);
                joined.add(run);
            }
        }
        flush(gone, come, joined);
        return List.copyOf(joined);
    }

    private static void flush(StringBuilder gone, StringBuilder come, List<WordRun> into) {
        if (gone.length() > 0) {
            into.add(new WordRun(Kind.REMOVED, gone.toString()));
        }
        if (come.length() > 0) {
            into.add(new WordRun(Kind.ADDED, come.toString()));
        }
        gone.setLength(0);
        come.setLength(0);
    }

    /**
     * Of texts that are too long to be shown whole, what is the same at their start is left out.
     */
    private static int skipped(String before, String now) {
        if (before.length() <= LONGEST && now.length() <= LONGEST) {
            return 0;
        }
        var same = 0;
        var most = Math.min(before.length(), now.length());
        while (same < most && before.charAt(same) == now.charAt(same)) {
            same++;
        }
        return Math.max(0, same - CONTEXT);
    }

    private static String bounded(String text, int from) {
        var to = Math.min(text.length(), from + LONGEST);
        return (from == 0 ? "" : "(" + from + " characters that are the same) … ")
                + text.substring(from, to)
                + (to == text.length() ? "" : " … (" + (text.length() - to) + " more characters)");
    }
}
