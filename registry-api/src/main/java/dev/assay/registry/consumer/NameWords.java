package dev.assay.registry.consumer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a name or a text, so that every way to write them is one. */
final class NameWords {

    /** From here on, what a word begins with tells it, so that deleterecord is a delete. */
    private static final int LONG = 6;

    private final List<String> words;

    private NameWords(List<String> words) {
        this.words = List.copyOf(words);
    }

    /** The words of camelCase, snake_case and anything between; plurals are singulars. */
    static NameWords of(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var before = 0;
        // Compatibility forms are other ways to write the same letters, such as full-width ones.
        var points = Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().toArray();
        for (var i = 0; i < points.length; i++) {
            var now = points[i];
            var letter = Character.isLetterOrDigit(now);
            var lowerNext = i + 1 < points.length && Character.isLowerCase(points[i + 1]);
            var begins = Character.isUpperCase(now) && (Character.isLowerCase(before) || lowerNext);
            if (!letter || begins) {
                add(word, words);
            }
            if (letter) {
                word.appendCodePoint(now);
            }
            before = now;
        }
        add(word, words);
        return new NameWords(words);
    }

    private static void add(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(singular(word.toString().toLowerCase(Locale.ROOT)));
            word.setLength(0);
        }
    }

    private static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")
                ? word.substring(0, word.length() - 1)
                : word;
    }

    /** Whether it has every word of a phrase. */
    boolean have(NameWords phrase) {
        return !phrase.words.isEmpty()
                && (phrase.words.stream().allMatch(this::has)
                        || has(String.join("", phrase.words)));
    }

    boolean beginsWithOneOf(List<NameWords> heads) {
        return !words.isEmpty()
                && heads.stream().anyMatch(each -> each.words.contains(words.getFirst()));
    }

    private boolean has(String term) {
        return words.stream()
                .anyMatch(
                        each ->
                                each.equals(term)
                                        || (term.length() >= LONG && each.startsWith(term)));
    }
}
