package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The elements of lists, one value each: what stands in them, and what {@code push} adds. */
final class Elements {

    private static final int MOST = 4096;

    private final Evaluator evaluator;
    private final Set<Node> inProgress = Collections.newSetFromMap(new IdentityHashMap<>());

    Elements(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Value> of(List<Value> lists) {
        var elements = new ArrayList<Value>();
        for (var list : lists) {
            switch (list) {
                // A list that is put into itself ends here.
                case Arr arr when inProgress.add(arr.node()) -> {
                    try {
                        literal(arr, elements);
                        added(arr, elements);
                    } finally {
                        inProgress.remove(arr.node());
                    }
                }
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
