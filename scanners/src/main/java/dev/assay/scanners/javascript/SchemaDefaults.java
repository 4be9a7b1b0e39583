package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Defaults that a schema gives to what it parses: {@code z.object({url:
 * z.string().default("https://…")}).parse(process.env).url}.
 */
final class SchemaDefaults {

    private static final int LONGEST_CHAIN = 12;

    private SchemaDefaults() {}

    /** A property of what {@code parse} gave, with the default that the schema has for it. */
    static List<Value> with(
            Evaluator evaluator, External parsed, List<Value> plain, String property) {
        if (parsed.made() == null || parsed.script() == null || !isParsed(parsed.path())) {
            return plain;
        }
        var callee = parsed.made().kid(0);
        if (!callee.is(Kind.MEMBER) || !callee.name().toLowerCase(Locale.ROOT).contains("parse")) {
            return plain;
        }
        var all = plain;
        for (var schema : evaluator.of(parsed.script(), callee.kid(0))) {
            if (schema instanceof External external
                    && external.made() != null
                    && external.script() != null
                    && external.made().size() > 1) {
                for (var shape : evaluator.of(external.script(), external.made().kid(1))) {
                    if (shape instanceof Obj obj) {
                        all = Evaluator.union(all, defaults(evaluator, obj, property));
                    }
                }
            }
        }
        return all;
    }

    private static boolean isParsed(String path) {
        return path.endsWith(".parse()")
                || path.endsWith(".parseAsync()")
                || path.endsWith(".safeParse().data");
    }

    private static List<Value> defaults(Evaluator evaluator, Obj shape, String property) {
        for (var kid : shape.node().kids()) {
            if (kid.is(Kind.PROPERTY) && kid.isNamed(property)) {
                return ofChain(evaluator, shape.script(), kid.kid(0));
            }
        }
        return List.of();
    }

    /** {@code z.string().url().default(x)}: the argument of the call named default. */
    private static List<Value> ofChain(Evaluator evaluator, Script script, Node chain) {
        var values = new ArrayList<Value>(1);
        var current = chain;
        for (var step = 0; step < LONGEST_CHAIN && current.is(Kind.CALL); step++) {
            var callee = current.kid(0);
            if (!callee.is(Kind.MEMBER)) {
                break;
            }
            if (current.size() > 1) {
                switch (callee.name()) {
                    case "default", "catch", "prefault" ->
                            values.addAll(evaluator.of(script, current.kid(1)));
                    default -> {}
                }
            }
            current = callee.kid(0);
        }
        return values;
    }
}
