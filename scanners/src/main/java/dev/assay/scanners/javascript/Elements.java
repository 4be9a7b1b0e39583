package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;

import java.util.ArrayList;
import java.util.List;

/** The elements of lists, one value each: what stands in them, and what {@code push} adds. */
final class Elements {

    private static final int MOST = 4096;

    /** What the elements of a list are remembered as; no property is called so. */
    private static final String ALL = "[...]";

    private final Evaluator evaluator;

    Elements(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Value> of(List<Value> lists) {
        var elements = new ArrayList<Value>();
        for (var list : lists) {
            switch (list) {
                case Arr arr when isComposed(arr) ->
                        elements.addAll(evaluator.remembered(arr.node(), ALL, () -> composed(arr)));
                case Arr arr -> literal(arr, elements);
                case Items items -> elements.addAll(items.items());
                case Text text when text.text().length() <= MOST -> {
                    for (var part : Texts.split(text.text(), "")) {
                        elements.add(new Text(part, text.via(), text.script(), text.origin()));
                    }
                }
                default -> {}
            }
            if (elements.size() > MOST) {
                return elements.subList(0, MOST);
            }
        }
        return elements;
    }

    /**
     * Whether a list takes elements of others: such lists lead to each other, and each of them to
     * several, so that the ways through them are too many to be followed twice. One that is put
     * into itself ends where it is being followed.
     */
    private static boolean isComposed(Arr arr) {
        for (var kid : arr.node().kids()) {
            if (kid.is(Kind.SPREAD)) {
                return true;
            }
        }
        return arr.script().objectNames().get(arr.node()) != null;
    }

    private List<Value> composed(Arr arr) {
        var elements = new ArrayList<Value>();
        literal(arr, elements);
        added(arr, elements);
        return List.copyOf(elements.size() > MOST ? elements.subList(0, MOST) : elements);
    }

    private void literal(Arr arr, List<Value> elements) {
        for (var kid : arr.node().kids()) {
            if (elements.size() > MOST) {
                return;
            }
            var values = evaluator.of(arr.script(), kid.is(Kind.SPREAD) ? kid.kid(0) : kid);
            if (kid.is(Kind.SPREAD)) {
                elements.addAll(of(values));
            } else {
                elements.add(first(values));
            }
        }
    }

    /** In the order of the source. */
    private void added(Arr arr, List<Value> elements) {
        var holder = arr.script().objectNames().get(arr.node());
        if (holder == null) {
            return;
        }
        for (var change : holder.changes()) {
            var atStart = change.kid(0).isNamed("unshift");
            if (!atStart && !change.kid(0).isNamed("push") || elements.size() > MOST) {
                continue;
            }
            for (var index = 1; index < change.size(); index++) {
                var argument = change.kid(index);
                var values = evaluator.of(arr.script(), argument);
                if (argument.is(Kind.SPREAD)) {
                    elements.addAll(of(values));
                } else if (atStart) {
                    elements.add(Math.min(index - 1, elements.size()), first(values));
                } else {
                    elements.add(first(values));
                }
            }
        }
    }

    private static Value first(List<Value> values) {
        return values.isEmpty() ? new Env("") : values.getFirst();
    }
}
