package dev.assay.scanners.delta.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was added to and removed from a text, by words (longest common subsequence, bounded). */
final class WordDifference {

    private static final int MAX_WORDS = 2_000;

    private final String[] before;
    private final String[] now;
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    private WordDifference(String before, String now) {
        this.before = words(before);
        this.now = words(now);
    }

    static WordDifference between(String before, String now) {
        var difference = new WordDifference(before, now);
        difference.compare();
        return difference;
    }

    /** Runs of words that are new, in order. */
    List<String> added() {
        return added;
    }

    List<String> removed() {
        return removed;
    }

    Map<String, Object> detail() {
        return Map.of("added", List.copyOf(added), "removed", List.copyOf(removed));
    }

    private static String[] words(String text) {
        var stripped = text.strip();
        return stripped.isEmpty() ? new String[0] : stripped.split("\\s+");
    }

    private void compare() {
        var head = 0;
        while (head < before.length && head < now.length && before[head].equals(now[head])) {
            head++;
        }
        var tail = 0;
        while (tail < before.length - head
                && tail < now.length - head
                && before[before.length - 1 - tail].equals(now[now.length - 1 - tail])) {
            tail++;
        }
        var oldWords = List.of(before).subList(head, before.length - tail);
        var newWords = List.of(now).subList(head, now.length - tail);
        if (oldWords.size() > MAX_WORDS || newWords.size() > MAX_WORDS) {
            add(removed, oldWords);
            add(added, newWords);
            return;
        }
        align(oldWords, newWords);
    }

    private void align(List<String> oldWords, List<String> newWords) {
        var lengths = new int[oldWords.size() + 1][newWords.size() + 1];
        for (var i = oldWords.size() - 1; i >= 0; i--) {
            for (var j = newWords.size() - 1; j >= 0; j--) {
                lengths[i][j] =
                        oldWords.get(i).equals(newWords.get(j))
                                ? lengths[i + 1][j + 1] + 1
                                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
            }
        }
        var i = 0;
        var j = 0;
        var gone = new ArrayList<String>();
        var come = new ArrayList<String>();
        while (i < oldWords.size() || j < newWords.size()) {
            if (i < oldWords.size()
                    && j < newWords.size()
                    && oldWords.get(i).equals(newWords.get(j))) {
                flush(gone, come);
                i++;
                j++;
            } else if (j < newWords.size()
                    && (i == oldWords.size() || lengths[i][j + 1] >= lengths[i + 1][j])) {
                come.add(newWords.get(j++));
            } else {
                gone.add(oldWords.get(i++));
            }
        }
        flush(gone, come);
    }

    private void flush(List<String> gone, List<String> come) {
        add(removed, gone);
        add(added, come);
        gone.clear();
        come.clear();
    }

    private static void add(List<String> runs, List<String> words) {
        if (!words.isEmpty()) {
            runs.add(String.join(" ", words));
        }
    }
}
