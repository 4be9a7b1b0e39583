package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The shape of what is sent: property paths of the objects that reach a call. */
final class Payload {

    private static final int DEEPEST = 4;
    private static final int MOST_FIELDS = 80;

    /**
     * One field.
     *
     * @param source argument, env, constant or other
     * @param constant its value, where constant
     * @param variables environment variables that flow into it
     */
    record Field(
            String path,
            String source,
            @Nullable Text constant,
            List<String> variables,
            Script script,
            Node node) {}

    private final Evaluator evaluator;
    private final Variables variables;

    Payload(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.variables = new Variables(evaluator);
    }

    /** The fields of an expression, by path, each once. */
    List<Field> fields(Script script, Node node, String prefix) {
        var fields = new TreeMap<String, Field>();
        collect(evaluator.of(script, node), prefix, 0, fields);
        return List.copyOf(fields.values());
    }

    private void collect(List<Value> values, String prefix, int depth, Map<String, Field> fields) {
        for (var value : values) {
            switch (value) {
                case Obj obj -> object(obj, prefix, depth, fields);
                case Arr arr when depth < DEEPEST -> {
                    for (var kid : arr.node().kids()) {
                        if (kid.is(Kind.OBJECT)) {
                            object(new Obj(arr.script(), kid), prefix, depth + 1, fields);
                        }
                    }
                }
                default -> {}
            }
        }
    }

    private void object(Obj obj, String prefix, int depth, Map<String, Field> fields) {
        if (depth >= DEEPEST) {
            return;
        }
        for (var kid : obj.node().kids()) {
            if (kid.is(Kind.SPREAD)) {
                collect(evaluator.of(obj.script(), kid.kid(0)), prefix, depth + 1, fields);
            } else if (kid.is(Kind.PROPERTY)) {
                var key = evaluator.members().key(obj.script(), kid);
                var name = key == null ? "*" : key.text();
                field(obj.script(), prefix + name, kid, kid.kid(0), depth, fields);
            }
        }
        var holder = obj.script().objectNames().get(obj.node());
        if (holder != null) {
            for (var write : holder.propertyWrites()) {
                var computed =
                        write.key() == null ? null : evaluator.text(obj.script(), write.key());
                var name =
                        write.key() == null
                                ? write.property()
                                : computed == null ? "*" : computed.text();
                field(obj.script(), prefix + name, write.value(), write.value(), depth, fields);
            }
        }
    }

    private void field(
            Script script, String path, Node at, Node value, int depth, Map<String, Field> fields) {
        if (fields.size() >= MOST_FIELDS) {
            return;
        }
        var values = evaluator.of(script, value);
        var nested = values.stream().anyMatch(one -> one instanceof Obj);
        if (nested) {
            collect(values, path + ".", depth + 1, fields);
        }
        if (!nested && !fields.containsKey(path) || at == value) {
            var constant = constant(values);
            var names = variables.in(script, value);
            var source =
                    !names.isEmpty()
                            ? "env"
                            : constant != null
                                    ? "constant"
                                    : isArgument(values) ? "argument" : "other";
            fields.put(path, new Field(path, source, constant, names, script, at));
        }
    }

    private @Nullable Text constant(List<Value> values) {
        for (var value : values) {
            if (value instanceof Text text && text.isWhole()) {
                return text;
            }
            if (value instanceof Arr arr && arr.node().size() > 0 && arr.node().size() < 20) {
                for (var kid : arr.node().kids()) {
                    var text = evaluator.text(arr.script(), kid);
                    if (text != null) {
                        return text;
                    }
                }
            }
        }
        return null;
    }

    private static boolean isArgument(List<Value> values) {
        return values.stream().anyMatch(value -> value instanceof Value.Argument);
    }

    /** The names of a list of fields, sorted, for the fingerprint of a call's shape. */
    static List<String> names(List<Field> fields) {
        var names = new ArrayList<String>(fields.size());
        for (var field : fields) {
            names.add(field.path());
        }
        return names;
    }

    /** The variables that an expression reads, through the variables of the code. */
    static final class Variables {

        private static final int MOST_NODES = 400;

        private final Evaluator evaluator;

        Variables(Evaluator evaluator) {
            this.evaluator = evaluator;
        }

        List<String> in(Script script, Node node) {
            var names = new java.util.TreeSet<String>();
            collect(script, node, names, new int[] {MOST_NODES});
            return List.copyOf(names);
        }

        private void collect(Script script, Node node, java.util.Set<String> names, int[] left) {
            if (--left[0] < 0 || node.is(Kind.FUNCTION) || node.is(Kind.CLASS)) {
                return;
            }
            switch (node.kind()) {
                case IDENT, MEMBER, INDEX -> {
                    for (var value : evaluator.of(script, node)) {
                        if (value instanceof Env env && !env.name().isEmpty()) {
                            names.add(env.name());
                        }
                    }
                }
                case STRING, NUMBER, OBJECT -> {}
                default -> {
                    for (var kid : node.kids()) {
                        collect(script, kid, names, left);
                    }
                }
            }
        }
    }
}
