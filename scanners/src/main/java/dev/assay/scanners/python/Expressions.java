package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ArgumentsTy;
import com.oracle.graal.python.pegparser.sst.BoolOpTy;
import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.OperatorTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.UnaryOpTy;

import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Translates expressions. */
abstract class Expressions extends Tree {

    private static final Set<String> CODE = Set.of("exec", "eval", "compile");

    private final Texts texts = new Texts(this);
    private final Comprehensions comprehensions = new Comprehensions(this);
    private final Calls calls = new Calls(this);

    Scope scope;

    private @Nullable ExprTy awaited;

    Expressions(Positions positions, Scope file) {
        super(positions);
        this.scope = file;
    }

    abstract Fn lambda(ExprTy.Lambda source);

    abstract void parameters(Fn fn, ArgumentsTy arguments, boolean method, ArrayList<Node> body);

    /** Specifiers of what is imported by {@code *}. */
    abstract List<String> stars();

    /** What a class of this file says in its fields, as a schema, or null. */
    abstract Schemas schemas();

    abstract Tools tools();

    abstract boolean isClass(String name);

    /** Whether somebody waits for what an expression gives. */
    final boolean isAwaited(ExprTy source) {
        return source == awaited;
    }

    final Node of(@Nullable ExprTy source) {
        return source == null ? ABSENT : translate(source);
    }

    final Node[] all(ExprTy @Nullable [] sources) {
        if (sources == null) {
            return Node.NONE;
        }
        var nodes = new Node[sources.length];
        for (var index = 0; index < nodes.length; index++) {
            nodes[index] = of(sources[index]);
        }
        return nodes;
    }

    private Node translate(ExprTy source) {
        return switch (source) {
            case ExprTy.Constant constant -> constant(constant, constant.value);
            case ExprTy.Name name -> name(name);
            case ExprTy.Attribute attribute -> attribute(attribute);
            case ExprTy.Subscript subscript -> subscript(subscript);
            case ExprTy.Call call -> calls.of(call);
            case ExprTy.JoinedStr joined -> texts.joined(joined);
            case ExprTy.FormattedValue value -> of(value.value);
            case ExprTy.BinOp operation -> binary(operation);
            case ExprTy.BoolOp operation -> logical(operation);
            case ExprTy.UnaryOp operation -> unary(operation);
            case ExprTy.Compare comparison -> comparison(comparison);
            case ExprTy.IfExp choice ->
                    node(
                            Kind.CONDITIONAL,
                            choice,
                            null,
                            of(choice.test),
                            of(choice.body),
                            of(choice.orElse));
            case ExprTy.Dict dict -> dictionary(dict);
            case ExprTy.List list -> node(Kind.ARRAY, list, null, all(list.elements));
            case ExprTy.Tuple tuple -> node(Kind.ARRAY, tuple, null, all(tuple.elements));
            case ExprTy.Set set -> node(Kind.ARRAY, set, null, all(set.elements));
            case ExprTy.Starred starred -> node(Kind.SPREAD, starred, null, of(starred.value));
            case ExprTy.Lambda lambda -> lambda(lambda);
            case ExprTy.ListComp each -> comprehensions.of(each, each.element, each.generators);
            case ExprTy.SetComp each -> comprehensions.of(each, each.element, each.generators);
            case ExprTy.GeneratorExp each -> comprehensions.of(each, each.element, each.generators);
            case ExprTy.DictComp each -> comprehensions.of(each);
            case ExprTy.Await await -> {
                awaited = await.value;
                yield node(Kind.AWAIT, await, null, of(await.value));
            }
            case ExprTy.Yield yield -> {
                scope.setYields();
                yield node(Kind.YIELD, yield, null, of(yield.value));
            }
            case ExprTy.YieldFrom yield -> {
                scope.setYields();
                yield node(Kind.YIELD, yield, "*", of(yield.value));
            }
            case ExprTy.NamedExpr named -> named(named);
            case ExprTy.Slice slice ->
                    node(Kind.ARRAY, slice, null, of(slice.lower), of(slice.upper), of(slice.step));
            default -> ABSENT;
        };
    }

    final Node constant(SSTNode at, ConstantValue value) {
        return switch (value.kind) {
            case CODEPOINTS -> string(at, value.getCodePoints().toJavaString());
            case BYTES -> string(at, new String(value.getBytes(), StandardCharsets.ISO_8859_1));
            case LONG -> node(Kind.NUMBER, at, Long.toString(value.getLong()));
            case DOUBLE -> node(Kind.NUMBER, at, decimal(value.getDouble()));
            case BIGINTEGER -> node(Kind.BIGINT, at, value.getBigInteger().toString());
            case BOOLEAN -> node(Kind.BOOLEAN, at, Boolean.toString(value.getBoolean()));
            case NONE -> node(Kind.NULL, at, null);
            default -> node(Kind.UNDEFINED, at, null);
        };
    }

    private static String decimal(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    // Names

    private Node name(ExprTy.Name source) {
        var name = source.id;
        if (scope.isSelf(name)) {
            return node(Kind.THIS, source, null);
        }
        if (scope.isBound(name)) {
            return ident(source, name);
        }
        if (name.equals("__file__")) {
            return ident(source, "__filename");
        }
        if (CODE.contains(name)) {
            return library(source, "py:builtins", name);
        }
        if (name.equals("__builtins__")) {
            return library(source, "py:builtins");
        }
        if (!Builtins.has(name) && !stars().isEmpty()) {
            return library(source, stars().getFirst(), name);
        }
        // No global of JavaScript is meant by it.
        return ident(source, PythonModules.SCHEME + name);
    }

    /**
     * What an expression is called outside of the file: {@code requests.post}, {@code
     * builtins.open}; null where it is something of the file's own.
     */
    final @Nullable String meaning(ExprTy source) {
        return switch (source) {
            case ExprTy.Name name -> {
                if (scope.isBound(name.id)) {
                    yield scope.meaning(name.id);
                }
                yield Builtins.has(name.id) ? "builtins." + name.id : null;
            }
            case ExprTy.Attribute attribute -> {
                var holder = meaning(attribute.value);
                yield holder == null ? null : holder + "." + attribute.attr;
            }
            case ExprTy.Call call -> loaded(call);
            default -> null;
        };
    }

    /** {@code __import__("base64")} is the module, wherever it stands. */
    private @Nullable String loaded(ExprTy.Call source) {
        if (source.args.length != 1 || source.func instanceof ExprTy.Call) {
            return null;
        }
        return switch (String.valueOf(meaning(source.func))) {
            case "builtins.__import__", "importlib.import_module" -> Texts.constant(source.args[0]);
            default -> null;
        };
    }

    private Node attribute(ExprTy.Attribute source) {
        var meaning = meaning(source);
        if (meaning != null) {
            if (meaning.equals("os.environ")) {
                return environment(source);
            }
            var module = ownModule(source);
            if (module != null) {
                return library(source, module);
            }
        }
        if (source.attr.equals("parent") && Paths.isPath(this, source.value)) {
            return call(source, library(source, "node:path", "dirname"), of(source.value));
        }
        return member(source, of(source.value), source.attr);
    }

    /** {@code pkg.config} where the file says {@code import pkg.config}. */
    private @Nullable String ownModule(ExprTy.Attribute source) {
        var path = meaning(source);
        return path != null && dotted().contains(path) ? PythonModules.SCHEME + path : null;
    }

    /** Modules that are imported by a name with dots. */
    abstract Set<String> dotted();

    private Node subscript(ExprTy.Subscript source) {
        var object = of(source.value);
        return switch (source.slice) {
            case ExprTy.Slice slice ->
                    method(
                            source,
                            object,
                            "py:step",
                            bound(slice, slice.lower),
                            bound(slice, slice.upper),
                            bound(slice, slice.step));
            case ExprTy.Constant key when key.value.kind == ConstantValue.Kind.CODEPOINTS ->
                    member(source, object, key.value.getCodePoints().toJavaString());
            case ExprTy.UnaryOp negative when negative.op == UnaryOpTy.USub ->
                    method(source, object, "at", of(negative));
            default -> node(Kind.INDEX, source, null, object, of(source.slice));
        };
    }

    private Node bound(ExprTy.Slice slice, @Nullable ExprTy bound) {
        return bound == null ? node(Kind.NULL, slice, null) : of(bound);
    }

    // Operations

    private Node binary(ExprTy.BinOp source) {
        if (source.op == OperatorTy.Mod && texts.isFormat(source.left)) {
            return texts.percent(source);
        }
        if (source.op == OperatorTy.Div && Paths.isJoin(this, source)) {
            return call(
                    source,
                    library(source, "node:path", "join"),
                    of(source.left),
                    of(source.right));
        }
        if (source.op == OperatorTy.BitOr
                && (source.left instanceof ExprTy.Dict || source.right instanceof ExprTy.Dict)) {
            return node(
                    Kind.OBJECT,
                    source,
                    null,
                    node(Kind.SPREAD, source.left, null, of(source.left)),
                    node(Kind.SPREAD, source.right, null, of(source.right)));
        }
        if (source.op == OperatorTy.Mult && texts.isText(source.left)) {
            return method(source, of(source.left), "repeat", of(source.right));
        }
        if (source.op == OperatorTy.Add
                && (source.left instanceof ExprTy.List || source.right instanceof ExprTy.List)) {
            return node(
                    Kind.ARRAY,
                    source,
                    null,
                    node(Kind.SPREAD, source.left, null, of(source.left)),
                    node(Kind.SPREAD, source.right, null, of(source.right)));
        }
        return node(Kind.BINARY, source, operator(source.op), of(source.left), of(source.right));
    }

    static String operator(OperatorTy operator) {
        return switch (operator) {
            case Add -> "+";
            case Sub -> "-";
            case Mult -> "*";
            case MatMult -> "@";
            case Div -> "/";
            case FloorDiv -> "//";
            case Mod -> "%";
            case Pow -> "**";
            case LShift -> "<<";
            case RShift -> ">>";
            case BitOr -> "|";
            case BitXor -> "^";
            case BitAnd -> "&";
        };
    }

    private Node logical(ExprTy.BoolOp source) {
        var text = source.op == BoolOpTy.And ? "&&" : "||";
        var result = of(source.values[0]);
        for (var index = 1; index < source.values.length; index++) {
            result = node(Kind.LOGICAL, source, text, result, of(source.values[index]));
        }
        return result;
    }

    private Node unary(ExprTy.UnaryOp source) {
        if (source.op == UnaryOpTy.USub
                && source.operand instanceof ExprTy.Constant constant
                && constant.value.kind == ConstantValue.Kind.LONG) {
            return node(Kind.NUMBER, source, Long.toString(-constant.value.getLong()));
        }
        var text =
                switch (source.op) {
                    case Not -> "!";
                    case USub -> "-";
                    case UAdd -> "+";
                    case Invert -> "~";
                };
        return node(Kind.UNARY, source, text, of(source.operand));
    }

    private Node comparison(ExprTy.Compare source) {
        var left = of(source.left);
        var result = (Node) null;
        for (var index = 0; index < source.ops.length; index++) {
            var text =
                    switch (source.ops[index]) {
                        case Eq, Is -> "===";
                        case NotEq, IsNot -> "!==";
                        case Lt -> "<";
                        case LtE -> "<=";
                        case Gt -> ">";
                        case GtE -> ">=";
                        case In -> "in";
                        case NotIn -> "not in";
                    };
            var right = of(source.comparators[index]);
            var one = node(Kind.BINARY, source, text, left, right);
            result = result == null ? one : node(Kind.LOGICAL, source, "&&", result, one);
            left = right;
        }
        return result == null ? left : result;
    }

    private Node dictionary(ExprTy.Dict source) {
        if (source.values == null) {
            return object(source, List.of());
        }
        var properties = new ArrayList<Node>(source.values.length);
        for (var index = 0; index < source.values.length; index++) {
            var key = source.keys[index];
            var value = of(source.values[index]);
            properties.add(
                    key == null
                            ? node(Kind.SPREAD, source.values[index], null, value)
                            : entry(key, value));
        }
        return object(source, properties);
    }

    final Node entry(ExprTy key, Node value) {
        var name = of(key);
        return name.is(Kind.STRING) || name.is(Kind.NUMBER)
                ? new Node(Kind.PROPERTY, start(key), value.end(), name.name(), value)
                : new Node(Kind.PROPERTY, start(key), value.end(), null, value, name);
    }

    private Node named(ExprTy.NamedExpr source) {
        if (source.target instanceof ExprTy.Name name && !scope.isBound(name.id)) {
            scope.declare(name.id, start(source));
        }
        return node(Kind.ASSIGN, source, "=", of(source.target), of(source.value));
    }
}
