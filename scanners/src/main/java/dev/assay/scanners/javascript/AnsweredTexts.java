package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The texts that a function answers a model with: every property {@code text} that it writes out,
 * in the order of the code, also where it has a helper write it. Data that is turned into text when
 * it is asked for is told as the JSON of what is known of it.
 */
final class AnsweredTexts {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 40;
    private static final int MOST_HELPERS = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private final Evaluator evaluator;
    private final Literals literals;

    AnsweredTexts(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.literals = new Literals(evaluator);
    }

    /** Empty where nothing is said that is constant. */
    String of(List<Func> handlers) {
        var texts = new LinkedHashSet<String>();
        for (var handler : handlers) {
            new Search(texts).collect(handler.script(), handler.fn().body(), 0);
        }
        var joined = String.join("\n", texts);
        return joined.length() > LONGEST ? joined.substring(0, LONGEST) : joined;
    }

    private final class Search {

        private final Set<String> texts;
        private int helpers = MOST_HELPERS;

        Search(Set<String> texts) {
            this.texts = texts;
        }

        void collect(Script script, Node node, int depth) {
            if (node.is(Kind.PROPERTY) && node.isNamed("text") && node.size() > 0) {
                var text = literals.text(script, node.kid(0));
                var said = text == null || text.equals("{}") ? data(script, node.kid(0), 0) : text;
                if (said != null) {
                    texts.add(said);
                }
                return;
            }
            if (depth >= DEEPEST) {
                return;
            }
            if (node.is(Kind.CALL) && node.kid(0).is(Kind.IDENT) && helpers > 0) {
                helped(script, node, depth);
            }
            for (var kid : node.kids()) {
                collect(script, kid, depth + 1);
            }
        }

        /** {@code return answer(uri, FIGURES)}: a function of the package puts the text into it. */
        private void helped(Script script, Node call, int depth) {
            for (var value : evaluator.of(script, call.kid(0))) {
                if (value instanceof Func helper && writesText(helper.fn().body(), 0)) {
                    helpers--;
                    var given = new IdentityHashMap<Binding, List<Value>>();
                    var parameters = helper.fn().parameters();
                    for (var at = 1; at < call.size() && at <= parameters.size(); at++) {
                        var binding = parameters.get(at - 1).binding();
                        if (binding != null) {
                            given.put(binding, evaluator.of(script, call.kid(at)));
                        }
                    }
                    evaluator.under(
                            Assumption.ofArguments(helper.fn(), given),
                            () -> collect(helper.script(), helper.fn().body(), depth + 1));
                }
            }
        }
    }

    private static boolean writesText(Node node, int depth) {
        if (node.is(Kind.PROPERTY) && node.isNamed("text")) {
            return true;
        }
        if (depth < DEEPEST) {
            for (var kid : node.kids()) {
                if (writesText(kid, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code JSON.stringify({…}, null, 2)}, and a name for it; null where nothing is known. */
    private @Nullable String data(Script script, Node node, int depth) {
        if (node instanceof Ident ident && ident.binding() != null && depth < DEEPEST) {
            var writes = ident.binding().writes();
            return writes.size() == 1 && writes.getFirst().path().isEmpty()
                    ? data(script, writes.getFirst().value(), depth + 1)
                    : null;
        }
        if (!node.is(Kind.CALL) || node.size() < 2 || !node.kid(0).isNamed("stringify")) {
            return null;
        }
        return switch (literals.value(script, node.kid(1))) {
            case Map<?, ?> map when !map.isEmpty() -> JSON.writeValueAsString(map);
            case List<?> list when !list.isEmpty() -> JSON.writeValueAsString(list);
            case null, default -> null;
        };
    }
}
