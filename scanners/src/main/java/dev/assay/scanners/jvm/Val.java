package dev.assay.scanners.jvm;

import dev.assay.scanners.text.Holes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a value may be when the code runs, as far as the code alone tells.
 *
 * @param wide whether it takes two slots
 * @param texts the strings it may be
 * @param number the number it is, where known
 * @param symbol the static field it was read from, or the class constant it is; may be empty
 * @param flow where its data comes from
 * @param heap the object it is, where that is followed
 */
record Val(
        boolean wide,
        List<Text> texts,
        @Nullable Long number,
        String symbol,
        Set<String> flow,
        @Nullable Heap heap,
        @Nullable Lambda lambda) {

    static final int MOST_TEXTS = 8;
    static final int MOST_SOURCES = 12;

    static final Val UNKNOWN = new Val(false, List.of(), null, "", Set.of(), null, null);
    static final Val WIDE = new Val(true, List.of(), null, "", Set.of(), null, null);

    static Val of(Text text) {
        return new Val(false, List.of(text), null, "", Set.of(), null, null);
    }

    static Val of(List<Text> texts, Set<String> flow) {
        return texts.isEmpty() && flow.isEmpty()
                ? UNKNOWN
                : new Val(false, bounded(texts), null, "", flow, null, null);
    }

    static Val of(long number) {
        return new Val(false, List.of(), number, "", Set.of(), null, null);
    }

    static Val wide(long number) {
        return new Val(true, List.of(), number, "", Set.of(), null, null);
    }

    static Val of(Heap heap) {
        return new Val(false, List.of(), null, "", Set.of(), heap, null);
    }

    static Val symbol(String symbol) {
        return new Val(false, List.of(), null, symbol, Set.of(), null, null);
    }

    static Val of(Lambda lambda) {
        return new Val(false, List.of(), null, "", Set.of(), null, lambda);
    }

    static Val flowing(Set<String> flow) {
        return flow.isEmpty() ? UNKNOWN : new Val(false, List.of(), null, "", flow, null, null);
    }

    Val with(@Nullable Heap other) {
        return new Val(wide, texts, number, symbol, flow, other, lambda);
    }

    Val with(Set<String> more) {
        return more.isEmpty() || flow.containsAll(more)
                ? this
                : new Val(wide, texts, number, symbol, union(flow, more), heap, lambda);
    }

    /** The same, read from a static field. */
    Val named(String field) {
        return symbol.isEmpty() ? new Val(wide, texts, number, field, flow, heap, lambda) : this;
    }

    Val with(List<Text> other) {
        return new Val(wide, bounded(other), number, symbol, flow, heap, lambda);
    }

    /** Whether anything is known that another method could make use of. */
    boolean isInformative() {
        return !texts.isEmpty()
                || number != null
                || !symbol.isEmpty()
                || !flow.isEmpty()
                || heap != null
                || lambda != null;
    }

    /** One string that it may be, whole if there is one; null where none is known. */
    @Nullable Text text() {
        for (var text : texts) {
            if (text.isWhole()) {
                return text;
            }
        }
        return texts.isEmpty() ? null : texts.getFirst();
    }

    /** All strings in it: its own, and those of a list or an array that it is. */
    List<Text> allTexts() {
        if (heap == null) {
            return texts;
        }
        var all = new ArrayList<>(texts);
        heap.collect(all);
        return all;
    }

    /** All sources of its data, those of an object's parts included. */
    Set<String> allFlow() {
        if (heap == null) {
            return flow;
        }
        var all = new LinkedHashSet<>(flow);
        heap.collectFlow(all, 0);
        return all;
    }

    Val or(Val other) {
        if (this == other || equals(other)) {
            return this;
        }
        var both = new ArrayList<>(texts);
        for (var text : other.texts) {
            if (both.stream().noneMatch(known -> known.text().equals(text.text()))) {
                both.add(text);
            }
        }
        return new Val(
                wide || other.wide,
                bounded(both),
                number != null && number.equals(other.number) ? number : null,
                symbol.isEmpty() ? other.symbol : symbol,
                union(flow, other.flow),
                heap == null ? other.heap : heap,
                lambda == null ? other.lambda : lambda);
    }

    static Set<String> union(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.containsAll(one)) {
            return other;
        }
        if (other.isEmpty() || one.containsAll(other)) {
            return one;
        }
        var both = new LinkedHashSet<>(one);
        for (var source : other) {
            if (both.size() < MOST_SOURCES) {
                both.add(source);
            }
        }
        return both;
    }

    private static List<Text> bounded(List<Text> texts) {
        return texts.size() <= MOST_TEXTS ? texts : List.copyOf(texts.subList(0, MOST_TEXTS));
    }

    /** As part of a text: {@link Holes#HOLE} where it is not known. */
    List<Text> parts(Origin origin) {
        if (!texts.isEmpty()) {
            return texts;
        }
        var shown = number == null ? String.valueOf(Holes.HOLE) : Long.toString(number);
        return List.of(new Text(shown, dev.assay.scanners.finding.Via.PLAIN, origin));
    }
}
