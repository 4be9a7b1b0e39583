package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ArgTy;
import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.OperatorTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON Schema that frameworks make of annotated parameters and of models. */
final class Schemas {

    private static final int DEEPEST = 6;

    private final Expressions in;
    private final Map<String, StmtTy.ClassDef> classes;
    private final Set<String> inProgress = new HashSet<>();
    private int depth;

    Schemas(Expressions in, Map<String, StmtTy.ClassDef> classes) {
        this.in = in;
        this.classes = classes;
    }

    /** One parameter or field while its schema is written. */
    private record Field(String name, @Nullable ExprTy annotation, @Nullable ExprTy fallback) {}

    /** The schema of a class of this file, or null where there is none. */
    @Nullable Node ofClass(SSTNode at, String name) {
        var source = classes.get(name);
        if (source == null || !inProgress.add(name)) {
            return null;
        }
        try {
            var fields = new ArrayList<Field>();
            for (var statement : source.body) {
                if (statement instanceof StmtTy.AnnAssign field
                        && field.target instanceof ExprTy.Name own) {
                    fields.add(new Field(own.id, field.annotation, field.value));
                }
            }
            return of(at, fields);
        } finally {
            inProgress.remove(name);
        }
    }

    /** The schema of what a function takes; what the framework itself hands over is left out. */
    Node ofParameters(Definition source) {
        var fields = new ArrayList<Field>();
        var arguments = source.parameters();
        if (arguments != null) {
            var positional = arguments.args == null ? new ArgTy[0] : arguments.args;
            var defaults = arguments.defaults == null ? new ExprTy[0] : arguments.defaults;
            for (var index = 0; index < positional.length; index++) {
                var given = index - (positional.length - defaults.length);
                add(positional[index], given < 0 ? null : defaults[given], fields);
            }
            var named = arguments.kwOnlyArgs == null ? new ArgTy[0] : arguments.kwOnlyArgs;
            for (var index = 0; index < named.length; index++) {
                var given = arguments.kwDefaults == null ? null : arguments.kwDefaults[index];
                add(named[index], given, fields);
            }
        }
        return of(source.at(), fields);
    }

    private static void add(ArgTy source, @Nullable ExprTy fallback, List<Field> fields) {
        var type = source.annotation == null ? null : Records.last(source.annotation);
        if (!source.arg.equals("self") && !"Context".equals(type)) {
            fields.add(new Field(source.arg, source.annotation, fallback));
        }
    }

    /** The names of the parameters, with what is said of them, as prompts list them. */
    Node arguments(Definition source) {
        var schema = ofParameters(source);
        var listed = new ArrayList<Node>();
        var required = value(schema, "required");
        var properties = value(schema, "properties");
        for (var property : properties == null ? Node.NONE : properties.kids()) {
            var own = new ArrayList<Node>();
            own.add(in.property(source.at(), "name", in.string(source.at(), property.name())));
            var description = value(property.kid(0), "description");
            if (description != null) {
                own.add(in.property(source.at(), "description", description));
            }
            var needed = required != null && names(required).contains(property.name());
            own.add(
                    in.property(
                            source.at(),
                            "required",
                            in.node(Kind.BOOLEAN, source.at(), Boolean.toString(needed))));
            listed.add(in.object(source.at(), own));
        }
        return in.node(Kind.ARRAY, source.at(), null, listed.toArray(Node.NONE));
    }

    private static @Nullable Node value(Node object, String key) {
        for (var property : object.kids()) {
            if (property.isNamed(key)) {
                return property.kid(0);
            }
        }
        return null;
    }

    private static Set<String> names(Node list) {
        var names = new HashSet<String>();
        for (var kid : list.kids()) {
            names.add(kid.name());
        }
        return names;
    }

    private Node of(SSTNode at, List<Field> fields) {
        var properties = new ArrayList<Node>();
        var required = new ArrayList<Node>();
        for (var field : fields) {
            var schema = new ArrayList<Node>();
            type(at, field.annotation(), schema);
            var fallback = fallback(field.fallback(), schema);
            if (fallback == null) {
                required.add(in.string(at, field.name()));
            } else if (!fallback.is(Kind.NULL) && !fallback.is(Kind.UNDEFINED)) {
                schema.add(in.property(at, "default", fallback));
            }
            properties.add(in.property(at, field.name(), in.object(at, distinct(schema))));
        }
        return in.object(
                at,
                List.of(
                        in.property(at, "type", in.string(at, "object")),
                        in.property(at, "properties", in.object(at, properties)),
                        in.property(
                                at,
                                "required",
                                in.node(Kind.ARRAY, at, null, required.toArray(Node.NONE)))));
    }

    /** A later one of the same name says it better. */
    private static List<Node> distinct(List<Node> properties) {
        var kept = new java.util.LinkedHashMap<String, Node>();
        properties.forEach(property -> kept.put(property.name(), property));
        return List.copyOf(kept.values());
    }

    /** What stands behind {@code =}: the default, or null where the value must be given. */
    private @Nullable Node fallback(@Nullable ExprTy source, List<Node> schema) {
        if (source instanceof ExprTy.Call call && Records.isField(call)) {
            said(call, schema);
            var given = new Arguments(in, call).get(0, "default");
            var made = new Arguments(in, call).named("default_factory");
            if (made != null) {
                return in.node(Kind.NULL, call, null);
            }
            return given == null || isEllipsis(given) ? null : in.of(given);
        }
        return source == null || isEllipsis(source) ? null : in.of(source);
    }

    private static boolean isEllipsis(ExprTy source) {
        return source instanceof ExprTy.Constant constant
                && constant.value.kind == ConstantValue.Kind.ELLIPSIS;
    }

    /** What {@code Field(description=…, ge=…)} says. */
    private void said(ExprTy.Call call, List<Node> schema) {
        for (var keyword : call.keywords) {
            var key =
                    switch (String.valueOf(keyword.arg)) {
                        case "description", "title", "pattern", "examples" -> keyword.arg;
                        case "ge" -> "minimum";
                        case "le" -> "maximum";
                        case "gt" -> "exclusiveMinimum";
                        case "lt" -> "exclusiveMaximum";
                        case "min_length" -> "minLength";
                        case "max_length" -> "maxLength";
                        default -> null;
                    };
            if (key != null) {
                schema.add(in.property(keyword, key, in.of(keyword.value)));
            }
        }
    }

    private void type(SSTNode at, @Nullable ExprTy annotation, List<Node> schema) {
        if (annotation == null || depth > DEEPEST) {
            return;
        }
        depth++;
        switch (annotation) {
            case ExprTy.BinOp either when either.op == OperatorTy.BitOr -> {
                type(at, isNone(either.left) ? either.right : either.left, schema);
            }
            case ExprTy.Subscript generic -> generic(at, generic, schema);
            case ExprTy.Constant text when Texts.constant(text) != null ->
                    named(at, String.valueOf(Texts.constant(text)), schema);
            default -> {
                var name = Records.last(annotation);
                if (name != null) {
                    named(at, name, schema);
                }
            }
        }
        depth--;
    }

    private static boolean isNone(ExprTy source) {
        return source instanceof ExprTy.Constant constant
                && constant.value.kind == ConstantValue.Kind.NONE;
    }

    private void named(SSTNode at, String name, List<Node> schema) {
        var type =
                switch (name) {
                    case "str", "AnyUrl", "HttpUrl", "EmailStr", "Path", "bytes" -> "string";
                    case "int", "PositiveInt", "NonNegativeInt" -> "integer";
                    case "float", "Decimal" -> "number";
                    case "bool" -> "boolean";
                    case "dict", "Dict", "Mapping" -> "object";
                    case "list", "List", "tuple", "Tuple", "set", "Set", "Sequence" -> "array";
                    default -> null;
                };
        if (type != null) {
            schema.add(in.property(at, "type", in.string(at, type)));
            return;
        }
        var model = ofClass(at, name);
        if (model != null) {
            for (var property : model.kids()) {
                schema.add(property);
            }
        }
    }

    private void generic(SSTNode at, ExprTy.Subscript source, List<Node> schema) {
        var parameters =
                source.slice instanceof ExprTy.Tuple tuple
                        ? tuple.elements
                        : new ExprTy[] {source.slice};
        switch (String.valueOf(Records.last(source.value))) {
            case "Optional" -> type(at, parameters[0], schema);
            case "Union" -> type(at, isNone(parameters[0]) ? parameters[1] : parameters[0], schema);
            case "Annotated" -> {
                type(at, parameters[0], schema);
                for (var index = 1; index < parameters.length; index++) {
                    if (parameters[index] instanceof ExprTy.Call call && Records.isField(call)) {
                        said(call, schema);
                    } else if (Texts.constant(parameters[index]) != null) {
                        schema.add(in.property(at, "description", in.of(parameters[index])));
                    }
                }
            }
            case "Literal" ->
                    schema.add(
                            in.property(
                                    at, "enum", in.node(Kind.ARRAY, at, null, in.all(parameters))));
            case "list", "List", "Sequence", "set", "Set" -> {
                schema.add(in.property(at, "type", in.string(at, "array")));
                var items = new ArrayList<Node>();
                type(at, parameters[0], items);
                schema.add(in.property(at, "items", in.object(at, items)));
            }
            default -> {
                var name = Records.last(source.value);
                if (name != null) {
                    named(at, name, schema);
                }
            }
        }
    }
}
