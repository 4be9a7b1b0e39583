package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.TreeMap;

/**
 * Writes an expression in one way, whatever the minifier called things: keys sorted, constants
 * folded, constant variables replaced by their value, imports named by what they import. Two
 * versions of a schema are then equal when they mean the same.
 */
final class ExpressionText {

    private static final int LONGEST = 20_000;
    private static final int DEEPEST = 24;
    private static final int WIDEST = 100;

    private final Evaluator evaluator;
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private ExpressionText(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static String of(Evaluator evaluator, Script script, Node node) {
        var writer = new ExpressionText(evaluator);
        writer.write(script, node);
        return writer.text.length() > LONGEST
                ? writer.text.substring(0, LONGEST)
                : writer.text.toString();
    }

    private void write(Script script, Node node) {
        if (depth > DEEPEST || text.length() > LONGEST) {
            text.append('…');
            return;
        }
        depth++;
        writeNow(script, node);
        depth--;
    }

    private void writeNow(Script script, Node node) {
        switch (node.kind()) {
            case STRING -> quoted(node.name());
            case TEMPLATE, BINARY -> folded(script, node);
            case OBJECT -> object(script, node);
            case ARRAY -> list(script, node, 0, "[", "]");
            case IDENT -> name(script, (Ident) node);
            case MEMBER -> {
                write(script, node.kid(0));
                text.append('.').append(node.name());
            }
            case CALL, NEW -> {
                write(script, node.kid(0));
                list(script, node, 1, "(", ")");
            }
            case FUNCTION -> text.append("function");
            case SPREAD -> {
                text.append("...");
                write(script, node.kid(0));
            }
            case UNDEFINED -> text.append("undefined");
            case NULL -> text.append("null");
            default -> {
                if (node.text() != null) {
                    text.append(node.name());
                }
                if (node.size() > 0) {
                    list(script, node, 0, "<", ">");
                }
            }
        }
    }

    private void folded(Script script, Node node) {
        var texts = evaluator.texts(script, node);
        if (texts.isEmpty()) {
            text.append(node.name().isEmpty() ? "template" : node.name());
            list(script, node, 0, "<", ">");
        } else {
            quoted(texts.getFirst().text().replace(String.valueOf(Value.HOLE), "{}"));
        }
    }

    private void list(Script script, Node node, int from, String open, String close) {
        text.append(open);
        for (var index = from; index < node.size(); index++) {
            if (index > from) {
                text.append(',');
            }
            write(script, node.kid(index));
        }
        text.append(close);
    }

    private void object(Script script, Node node) {
        var sorted = new TreeMap<String, Node>();
        var rest = new ArrayList<Node>();
        for (var kid : node.kids()) {
            if (kid.is(Kind.PROPERTY) && kid.text() != null) {
                sorted.put(kid.name(), kid.kid(0));
            } else {
                rest.add(kid);
            }
        }
        text.append('{');
        var first = true;
        for (var entry : sorted.entrySet()) {
            text.append(first ? "" : ",");
            first = false;
            quoted(entry.getKey());
            text.append(':');
            write(script, entry.getValue());
        }
        for (var kid : rest) {
            text.append(first ? "" : ",");
            first = false;
            write(script, kid);
        }
        text.append('}');
    }

    private void name(Script script, Ident ident) {
        var binding = ident.binding();
        if (binding == null) {
            text.append(ident.name());
            return;
        }
        for (var value : evaluator.binding(script, binding)) {
            switch (value) {
                case Value.Text known ->
                        quoted(known.text().replace(String.valueOf(Value.HOLE), "{}"));
                case Value.Num num -> text.append(Texts.number(num.number()));
                case Value.Obj obj when obj.node().size() <= WIDEST ->
                        write(obj.script(), obj.node());
                // A library's namespace, which says nothing of the schema that it makes.
                case Value.Obj obj -> text.append('_');
                case Value.Arr arr -> write(arr.script(), arr.node());
                case Value.External external
                        when external.made() != null && external.script() != null ->
                        write(external.script(), external.made());
                case Value.External external -> text.append(external.path().substring(2));
                default -> text.append('_');
            }
            return;
        }
        var writes = binding.writes();
        if (writes.size() == 1
                && writes.getFirst().path().isEmpty()
                && writes.getFirst().value().is(Kind.CALL)) {
            write(script, writes.getFirst().value());
        } else {
            text.append(ident.name().length() > 3 ? ident.name() : "_");
        }
    }

    private void quoted(String value) {
        text.append('"')
                .append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
                .append('"');
    }
}
