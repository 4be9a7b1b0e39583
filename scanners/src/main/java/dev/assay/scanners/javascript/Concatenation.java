package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.KnownPlaces;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Puts strings together: {@code +} and templates, with holes for what is not known. */
final class Concatenation {

    private static final int MOST_RESULTS = 4;
    private static final int MOST_PARTS = 2000;

    /** More are a document that is written piece by piece. */
    private static final int MOST_ADDITIONS = 24;

    private Concatenation() {}

    static List<Value> of(Evaluator evaluator, Script script, Node node) {
        var parts = parts(node);
        if (parts.size() > MOST_PARTS) {
            return List.of();
        }
        var results = List.of(new Partial(new StringBuilder(), Via.PLAIN, node, -1));
        var sum = 0d;
        var numbers = node.is(Kind.BINARY);
        for (var part : parts) {
            var alternatives = alternatives(evaluator, script, part);
            if (numbers && alternatives.size() == 1 && alternatives.getFirst() instanceof Num num) {
                sum += num.number();
            } else {
                numbers = false;
            }
            results = extend(results, alternatives);
        }
        if (numbers) {
            return List.of(new Num(sum));
        }
        var texts = new ArrayList<Value>(results.size());
        for (var result : results) {
            if (!isHollow(result.text)) {
                texts.add(
                        new Text(
                                result.text.toString(),
                                Texts.later(result.via, Via.FOLDED),
                                result.script == null ? script : result.script,
                                result.origin));
            }
        }
        return texts;
    }

    /** A variable's values with what {@code +=} adds to them, in the order of the source. */
    static List<Value> appended(
            Evaluator evaluator, Script script, List<Value> bases, List<Node> additions) {
        if (additions.size() > MOST_ADDITIONS || Evaluator.textsOf(bases).isEmpty()) {
            return bases;
        }
        var all = new ArrayList<Value>(bases.size());
        if (takeEnvironment(evaluator, script, additions)) {
            all.add(new Env("*"));
        }
        for (var base : bases) {
            if (!(base instanceof Text text)) {
                all.add(base);
                continue;
            }
            var start = new Partial(new StringBuilder(), Via.PLAIN, text.origin(), -1);
            var results = List.of(append(start, text, false));
            for (var addition : additions) {
                results = extend(results, alternatives(evaluator, script, addition));
            }
            for (var result : results) {
                if (!isHollow(result.text)) {
                    all.add(
                            new Text(
                                    result.text.toString(),
                                    Texts.later(result.via, Via.FOLDED),
                                    result.script == null ? script : result.script,
                                    result.origin));
                }
            }
        }
        return all;
    }

    /** {@code for (name in process.env) text += name + process.env[name]}. */
    private static boolean takeEnvironment(
            Evaluator evaluator, Script script, List<Node> additions) {
        for (var addition : additions) {
            for (var part : parts(addition)) {
                if ((part.is(Kind.INDEX) || part.is(Kind.IDENT))
                        && EnvironmentCopies.is(evaluator.of(script, part))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A text under construction; the origin is the longest literal in it. */
    private static final class Partial {
        final StringBuilder text;
        final Via via;
        final Node origin;
        final int weight;
        @org.jspecify.annotations.Nullable Script script;

        Partial(StringBuilder text, Via via, Node origin, int weight) {
            this.text = text;
            this.via = via;
            this.origin = origin;
            this.weight = weight;
        }
    }

    private static List<Partial> extend(List<Partial> results, List<Value> alternatives) {
        if (alternatives.size() == 1 && results.size() == 1) {
            return List.of(append(results.getFirst(), alternatives.getFirst(), false));
        }
        var extended = new ArrayList<Partial>();
        for (var result : results) {
            for (var alternative : alternatives) {
                if (extended.size() < MOST_RESULTS) {
                    extended.add(append(result, alternative, true));
                }
            }
        }
        return extended;
    }

    private static Partial append(Partial before, Value value, boolean copy) {
        var text = copy ? new StringBuilder(before.text) : before.text;
        var via = before.via;
        var origin = before.origin;
        var weight = before.weight;
        var script = before.script;
        switch (value) {
            case Text part when text.length() + part.text().length() <= Texts.LONGEST -> {
                text.append(part.text());
                via = Texts.later(via, part.via());
                // The part that holds a scheme or a host says where a destination comes from.
                var weighs = part.text().length() + (part.text().contains("://") ? 1000 : 0);
                if (weighs > weight && part.origin() != before.origin) {
                    origin = part.origin();
                    weight = weighs;
                    script = part.script();
                }
            }
            case Num num -> text.append(Texts.number(num.number()));
            default -> text.append(Value.HOLE);
        }
        var after = new Partial(text, via, origin, weight);
        after.script = script;
        return after;
    }

    private static boolean isHollow(StringBuilder text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) != Value.HOLE) {
                return false;
            }
        }
        return true;
    }

    /** What is known first, then one hole for all that is not: only a few are followed. */
    private static List<Value> alternatives(Evaluator evaluator, Script script, Node part) {
        var values = new ArrayList<Value>();
        var unknown = (Value) null;
        for (var value : evaluator.of(script, part)) {
            switch (value) {
                case Text text -> values.add(text);
                case Num num -> values.add(num);
                case Env env -> {
                    var place = KnownPlaces.ofVariable(env.name());
                    if (place == null) {
                        unknown = env;
                    } else {
                        values.add(new Text(place, Via.FOLDED, script, part));
                    }
                }
                case External external -> {
                    var place = Places.ofValue(external.path());
                    if (place == null) {
                        unknown = external;
                    } else {
                        values.add(new Text(place, Via.FOLDED, script, part));
                    }
                }
                default -> {}
            }
        }
        if (unknown != null) {
            values.add(unknown);
        }
        return values.isEmpty() ? List.of(new Env("")) : values;
    }

    /** The operands in order; chains of {@code +} are left-deep, so no recursion on the left. */
    private static List<Node> parts(Node node) {
        if (node.is(Kind.TEMPLATE)) {
            return List.of(node.kids());
        }
        Deque<Node> parts = new ArrayDeque<>();
        var current = node;
        while (current.is(Kind.BINARY) && current.isNamed("+")) {
            parts.addFirst(current.kid(1));
            current = current.kid(0);
        }
        parts.addFirst(current);
        return new ArrayList<>(parts);
    }
}
