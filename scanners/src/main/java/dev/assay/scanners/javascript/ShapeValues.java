package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

/** Constants that a schema keeps: {@code Tool.shape.name.value} of {@code name: z.literal("x")}. */
final class ShapeValues {

    private static final int LONGEST_CHAIN = 8;

    private ShapeValues() {}

    /** The constant that an expression takes out of a schema; null for any other expression. */
    static @Nullable Text of(Evaluator evaluator, Script script, Node node) {
        if (!node.is(Kind.MEMBER) || !node.isNamed("value") || !node.kid(0).is(Kind.MEMBER)) {
            return null;
        }
        var property = node.kid(0);
        var shape = property.kid(0);
        if (!shape.is(Kind.MEMBER) || !shape.isNamed("shape")) {
            return null;
        }
        for (var value : evaluator.of(script, shape.kid(0))) {
            if (value instanceof External made && made.made() != null && made.script() != null) {
                var text = in(evaluator, made.script(), made.made(), property.name());
                if (text != null) {
                    return text;
                }
            }
        }
        var made = SchemaParts.onlyValue(shape.kid(0));
        return made == null ? null : in(evaluator, script, made, property.name());
    }

    private static @Nullable Text in(Evaluator evaluator, Script script, Node made, String key) {
        for (var index = 1; index < made.size(); index++) {
            for (var value : evaluator.of(script, made.kid(index))) {
                var schema = value instanceof Obj obj ? Keys.value(obj.node(), key) : null;
                if (schema != null && value instanceof Obj obj) {
                    return literal(evaluator, obj.script(), schema);
                }
            }
        }
        return null;
    }

    /** The argument of {@code literal("x")}, however long the chain after it. */
    private static @Nullable Text literal(Evaluator evaluator, Script script, Node schema) {
        var node = schema;
        for (var link = 0; link < LONGEST_CHAIN && node.is(Kind.CALL); link++) {
            var callee = node.kid(0);
            if ("literal".equals(SchemaParts.typeName(callee.name())) && node.size() > 1) {
                var text = evaluator.text(script, node.kid(1));
                return text == null
                        ? null
                        : new Text(
                                text.text(),
                                Texts.later(text.via(), Via.FOLDED),
                                text.script(),
                                text.origin());
            }
            if (!callee.is(Kind.MEMBER)) {
                return null;
            }
            node = callee.kid(0);
        }
        return null;
    }
}
