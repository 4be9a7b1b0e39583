package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The shape of what is sent: property paths of the objects that reach a call. */
final class Payload {

    private static final int DEEPEST = 6;
    private static final int MOST_FIELDS = 80;
    private static final int MOST_TEXTS = 12;

    /** What the texts in a list are remembered as; no property is called so. */
    private static final String TEXTS = "[texts]";

    /** Objects that are filled by calls and sent as they are. */
    private static final Set<String> FORMS =
            Set.of(
                    "g:FormData{}",
                    "m:form-data{}",
                    "m:undici.FormData{}",
                    "m:formdata-node.FormData{}",
                    "g:URLSearchParams{}",
                    "m:url.URLSearchParams{}",
                    "g:Headers{}",
                    "m:node-fetch.Headers{}",
                    "m:undici.Headers{}");

    /**
     * One field.
     *
     * @param source argument, env, response, file, machine, constant or other
     * @param constant its value, where constant
     * @param texts all texts it may be or hold, whole or in part
     * @param flow where its data comes from
     */
    record Field(
            String path,
            String source,
            @Nullable Text constant,
            List<Text> texts,
            Sources.Flow flow,
            Script script,
            Node node) {

        /** This one, written over by a later one of the same name. */
        Field after(Field later) {
            if (texts.isEmpty() || later.texts.containsAll(texts)) {
                return later;
            }
            var both = new ArrayList<>(later.texts);
            both.addAll(texts);
            return new Field(
                    path,
                    later.source,
                    later.constant,
                    both.size() > MOST_TEXTS ? both.subList(0, MOST_TEXTS) : both,
                    later.flow,
                    later.script,
                    later.node);
        }

        Field at(String other) {
            return new Field(other, source, constant, texts, flow, script, node);
        }
    }

    private final Evaluator evaluator;
    private final @Nullable Sources sources;

    Payload(Evaluator evaluator) {
        this(evaluator, new Sources(evaluator));
    }

    private Payload(Evaluator evaluator, @Nullable Sources sources) {
        this.evaluator = evaluator;
        this.sources = sources;
    }

    /** For who looks at constants only, and not at where other data comes from. */
    static Payload ofConstants(Evaluator evaluator) {
        return new Payload(evaluator, null);
    }

    /** The fields of an expression, by path, each once. */
    List<Field> fields(Script script, Node node, String prefix) {
        var fields = new TreeMap<String, Field>();
        collect(evaluator.of(script, node), prefix, 0, fields);
        return List.copyOf(fields.values());
    }

    /** The fields of forms and lists of parameters alone, and not of other objects. */
    List<Field> parameters(Script script, Node node, String prefix) {
        var fields = new TreeMap<String, Field>();
        for (var value : evaluator.of(script, node)) {
            if (value instanceof External form && isForm(form)) {
                form(form, prefix, 0, fields);
            }
        }
        return List.copyOf(fields.values());
    }

    /** An expression that is sent as a whole. */
    Field whole(Script script, String path, Node node) {
        return whole(script, path, node, node);
    }

    /** The same, told at another place than where its value stands. */
    Field whole(Script script, String path, Node at, Node value) {
        return field(script, path, at, value, evaluator.of(script, value));
    }

    private void collect(List<Value> values, String prefix, int depth, Map<String, Field> fields) {
        for (var value : values) {
            switch (value) {
                case Obj obj -> object(obj, prefix, depth, fields);
                case Arr arr when depth < DEEPEST -> {
                    for (var kid : arr.node().kids()) {
                        if (kid.is(Kind.OBJECT)) {
                            object(new Obj(arr.script(), kid), prefix, depth + 1, fields);
                        } else if (kid.is(Kind.IDENT)) {
                            // {messages: [message]}
                            for (var named : evaluator.of(arr.script(), kid)) {
                                if (named instanceof Obj obj) {
                                    object(obj, prefix, depth + 1, fields);
                                }
                            }
                        }
                    }
                }
                case External form when isForm(form) -> form(form, prefix, depth, fields);
                default -> {}
            }
        }
    }

    private static boolean isForm(External external) {
        return external.made() != null
                && external.script() != null
                && FORMS.contains(external.path());
    }

    private void form(External form, String prefix, int depth, Map<String, Field> fields) {
        var script = form.script();
        var made = form.made();
        if (script == null || made == null || depth >= DEEPEST) {
            return;
        }
        if (made.size() > 1) {
            var first = evaluator.of(script, made.kid(1));
            collect(first, prefix, depth + 1, fields);
            pairs(first, prefix, depth, fields);
        }
        var holder = script.objectNames().get(made);
        if (holder != null) {
            entries(script, holder, prefix, depth, fields);
        }
    }

    /** {@code new URLSearchParams([[name, value]])}. */
    private void pairs(List<Value> lists, String prefix, int depth, Map<String, Field> fields) {
        for (var list : lists) {
            if (list instanceof Arr arr) {
                for (var pair : arr.node().kids()) {
                    if (pair.is(Kind.ARRAY) && pair.size() == 2) {
                        var key = evaluator.text(arr.script(), pair.kid(0));
                        var name = key == null ? "*" : key.text();
                        add(arr.script(), prefix + name, pair, pair.kid(1), depth, fields);
                    }
                }
            }
        }
    }

    /** {@code form.append(name, value)}, {@code headers.set(name, value)}. */
    void entries(
            Script script, Binding holder, String prefix, int depth, Map<String, Field> fields) {
        for (var change : holder.changes()) {
            var method = change.kid(0).name();
            if (change.size() > 2 && (method.equals("append") || method.equals("set"))) {
                var key = evaluator.text(script, change.kid(1));
                var listed = key == null ? Keys.listed(change.kid(1)) : null;
                var before = fields.size();
                if (listed != null) {
                    collect(evaluator.of(script, listed), prefix, depth + 1, fields);
                }
                if (fields.size() == before) {
                    var name = key == null ? "*" : key.text();
                    add(script, prefix + name, change.kid(2), change.kid(2), depth, fields);
                }
            }
        }
    }

    private void object(Obj obj, String prefix, int depth, Map<String, Field> fields) {
        if (depth >= DEEPEST) {
            return;
        }
        for (var kid : obj.node().kids()) {
            if (kid.is(Kind.SPREAD)) {
                var spread = evaluator.of(obj.script(), kid.kid(0));
                collect(spread, prefix, depth + 1, fields);
                if (spread.stream().anyMatch(value -> !(value instanceof Obj))) {
                    fields.putIfAbsent(
                            prefix + "*",
                            field(obj.script(), prefix + "*", kid, kid.kid(0), spread));
                }
            } else if (kid.is(Kind.PROPERTY)) {
                var key = evaluator.members().key(obj.script(), kid);
                var name = key == null ? "*" : key.text();
                add(obj.script(), prefix + name, kid, kid.kid(0), depth, fields);
            }
        }
        var holder = obj.script().objectNames().get(obj.node());
        if (holder != null) {
            written(obj.script(), holder, prefix, depth, fields);
        }
    }

    private void written(
            Script script, Binding holder, String prefix, int depth, Map<String, Field> fields) {
        for (var write : holder.propertyWrites()) {
            var computed = write.key() == null ? null : evaluator.text(script, write.key());
            var name =
                    write.key() == null
                            ? write.property()
                            : computed == null ? "*" : computed.text();
            add(script, prefix + name, write.value(), write.value(), depth, fields);
        }
        for (var change : holder.changes()) {
            if (change.kid(0).isNamed("assign")) {
                for (var index = 2; index < change.size(); index++) {
                    var more = evaluator.of(script, change.kid(index));
                    collect(more, prefix, depth + 1, fields);
                    if (isEnvironment(more)) {
                        var path = prefix + "*";
                        var all = change.kid(index);
                        fields.putIfAbsent(path, field(script, path, all, all, more));
                    }
                }
            }
        }
        for (var call : holder.handed()) {
            filled(script, call, holder, prefix, depth, fields);
        }
    }

    /** {@code fill(message)}, where {@code fill} writes properties of what it is given. */
    private void filled(
            Script script,
            Node call,
            Binding holder,
            String prefix,
            int depth,
            Map<String, Field> fields) {
        if (depth + 1 >= DEEPEST) {
            return;
        }
        for (var index = 1; index < call.size(); index++) {
            if (!(call.kid(index) instanceof Ident ident) || ident.binding() != holder) {
                continue;
            }
            for (var value : evaluator.of(script, call.kid(0))) {
                if (value instanceof Value.Func func
                        && index <= func.fn().parameters().size()
                        && func.fn().parameters().get(index - 1).binding() instanceof Binding given
                        && given != holder) {
                    written(func.script(), given, prefix, depth + 1, fields);
                }
            }
        }
    }

    private void add(
            Script script, String path, Node at, Node value, int depth, Map<String, Field> fields) {
        if (fields.size() >= MOST_FIELDS) {
            return;
        }
        var values = evaluator.of(script, value);
        var nested = anyHasFields(values);
        if (nested) {
            collect(values, path + ".", depth + 1, fields);
        }
        if (!nested || at == value || isEnvironment(values)) {
            // Of two properties of one name the later one counts, and what the earlier one may be
            // is
            // kept with it: it was written for something.
            fields.merge(path, field(script, path, at, value, values), Field::after);
        }
    }

    /** {@code Object.assign({}, process.env)}: no field says what all of it holds. */
    private boolean isEnvironment(List<Value> values) {
        return EnvironmentCopies.is(values) || evaluator.members().isEnvironment(values);
    }

    private boolean anyHasFields(List<Value> values) {
        for (var value : values) {
            if (hasFields(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasFields(Value value) {
        return switch (value) {
            case Obj obj -> true;
            case External external -> isForm(external);
            case Arr arr -> arr.node().size() > 0 && isObject(arr.script(), arr.node().kid(0));
            default -> false;
        };
    }

    private boolean isObject(Script script, Node element) {
        return element.is(Kind.OBJECT)
                || element.is(Kind.IDENT)
                        && evaluator.of(script, element).stream()
                                .anyMatch(value -> value instanceof Obj);
    }

    private Field field(Script script, String path, Node at, Node value, List<Value> values) {
        var texts = texts(values);
        var constant = constant(texts);
        var flow = sources == null ? Sources.Flow.NONE : sources.of(script, value);
        return new Field(path, source(flow, constant), constant, texts, flow, script, at);
    }

    private static String source(Sources.Flow flow, @Nullable Text constant) {
        if (!flow.variables().isEmpty()) {
            return "env";
        }
        if (constant != null) {
            return "constant";
        }
        if (flow.others().isEmpty()) {
            return "other";
        }
        var first = flow.others().getFirst();
        var colon = first.indexOf(':');
        return colon < 0 ? first : first.substring(0, colon);
    }

    private static @Nullable Text constant(List<Text> texts) {
        for (var text : texts) {
            if (text.isWhole()) {
                return text;
            }
        }
        return null;
    }

    private List<Text> texts(List<Value> values) {
        var texts = new ArrayList<Text>(1);
        for (var value : values) {
            switch (value) {
                case Text text -> texts.add(text);
                case Arr arr when arr.node().size() < 20 ->
                        texts.addAll(
                                Evaluator.textsOf(
                                        evaluator.remembered(
                                                arr.node(), TEXTS, () -> textsIn(arr))));
                case Value.Items items -> texts.addAll(Evaluator.textsOf(items.items()));
                default -> {}
            }
        }
        return texts.size() > MOST_TEXTS ? texts.subList(0, MOST_TEXTS) : texts;
    }

    /** So many as a field is told with: lists that take others have thousands of elements. */
    private List<Value> textsIn(Arr arr) {
        var texts = Evaluator.textsOf(evaluator.elements(arr));
        return List.copyOf(texts.size() > MOST_TEXTS ? texts.subList(0, MOST_TEXTS) : texts);
    }

    /** The names of a list of fields, sorted, for the fingerprint of a call's shape. */
    static List<String> names(List<Field> fields) {
        var names = new ArrayList<String>(fields.size());
        for (var field : fields) {
            names.add(field.path());
        }
        return names;
    }
}
