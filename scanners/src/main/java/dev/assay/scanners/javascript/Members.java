package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Argument;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Instance;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Own;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.Value.Wrapped;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks up properties of values, in literals and in what is assigned later. */
final class Members {

    private static final Set<String> GLOBAL_OBJECTS =
            Set.of("g:globalThis", "g:global", "g:window", "g:self");

    /** The step by which a loop takes the elements of a list. */
    private static final String EACH = "[]";

    /** The step by which a pattern takes what is left: {@code {a, ...rest}}. */
    private static final String REST = "*";

    private static final int DEEPEST = 16;

    /** So many constants may one place choose from; longer lists are tables, not choices. */
    private static final int MOST_ALTERNATIVES = 24;

    private final Evaluator evaluator;
    private final Exports exports;
    private final Subclasses subclasses;
    private final Map<String, Map<String, List<Value>>> externals = new HashMap<>();
    private int nested;

    Members(Evaluator evaluator, CodePackage code) {
        this.evaluator = evaluator;
        this.exports = new Exports(evaluator, this, code);
        this.subclasses = new Subclasses(evaluator, code);
    }

    List<Value> of(List<Value> objects, String name) {
        if (objects.size() == 1) {
            return of(objects.getFirst(), name);
        }
        var values = new Alternatives();
        for (var object : objects) {
            values.addAll(of(object, name));
        }
        return values.list();
    }

    Subclasses subclasses() {
        return subclasses;
    }

    private List<Value> of(Value object, String name) {
        if (nested >= DEEPEST) {
            // {...x} assigned to x: the spread leads back to where it came from.
            evaluator.cut();
            return List.of();
        }
        nested++;
        try {
            return lookUp(object, name);
        } finally {
            nested--;
        }
    }

    private List<Value> lookUp(Value object, String name) {
        if (name.equals(EACH)) {
            return each(List.of(object));
        }
        if (name.equals(REST)) {
            // Of the environment all the rest counts; of other objects too little is known.
            return object instanceof External external && isEnvironment(external)
                    ? List.of(object)
                    : List.of();
        }
        if (name.equals("constructor")) {
            var constructor = constructor(object);
            if (constructor != null) {
                return List.of(constructor);
            }
        }
        return switch (object) {
            case External external ->
                    SchemaDefaults.with(evaluator, external, external(external, name), name);
            case Obj obj -> property(obj, name);
            case Instance instance -> field(instance.script(), instance.cls(), name, 0);
            case ClassOf cls -> classMember(cls, name);
            case Own own -> export(own.script(), name);
            case Arr arr -> element(arr, name);
            case Items items -> item(items, name);
            case Func func -> writtenTo(func.script(), func.fn().names(), name);
            case Wrapped wrapped -> wrapped(wrapped, name);
            case Text text -> UrlParts.of(text, name);
            case Argument argument -> List.of(argumentOf(argument, name));
            case Env env -> EnvironmentCopies.property(env, name);
            default -> List.of();
        };
    }

    /** Every function's constructor makes functions of text, and every module's loads modules. */
    private static @Nullable External constructor(Value object) {
        return switch (object) {
            case Func func -> new External("g:Function", null, null);
            case Text text -> new External("g:String", null, null);
            case External external ->
                    switch (external.path()) {
                        case "g:String",
                                "g:Function",
                                "g:Array",
                                "g:Object",
                                "g:Number",
                                "g:RegExp",
                                "g:Object.getPrototypeOf()" ->
                                new External("g:Function", null, null);
                        case "g:module" -> new External("m:module", null, null);
                        default -> null;
                    };
            default -> null;
        };
    }

    private static Argument argumentOf(Argument argument, String name) {
        return argument.name().isEmpty()
                ? new Argument(argument.fn(), argument.index(), name)
                : argument;
    }

    /** What {@code exports.NAME} and {@code module.exports} are given inside the wrapper. */
    private List<Value> wrapped(Wrapped wrapped, String name) {
        var script = wrapped.script();
        var parameters = wrapped.fn().parameters();
        var values = new Alternatives();
        var exports = parameters.getFirst().binding();
        if (exports != null) {
            values.addAll(written(script, exports, name));
        }
        var module = parameters.size() > 1 ? parameters.get(1).binding() : null;
        if (module != null) {
            values.addAll(written(script, module, "exports." + name));
            var whole = written(script, module, "exports");
            values.addAll(name.equals("default") ? whole : of(whole, name));
        }
        if (values.isEmpty() && name.equals("default")) {
            values.add(wrapped);
        }
        return values.list();
    }

    /** The elements of lists and the values of small objects, whichever of them is meant. */
    List<Value> each(List<Value> lists) {
        var values = new Alternatives();
        for (var list : lists) {
            switch (list) {
                case Arr arr when arr.node().size() <= MOST_ALTERNATIVES ->
                        values.addAll(evaluator.elements(arr));
                case Items items -> values.addAll(items.items());
                case Obj obj when obj.node().size() <= MOST_ALTERNATIVES -> {
                    for (var kid : obj.node().kids()) {
                        if (kid.is(Kind.PROPERTY)) {
                            values.addAll(evaluator.of(obj.script(), kid.kid(0)));
                        }
                    }
                }
                case Argument argument -> values.add(argument);
                case Env env -> values.addAll(EnvironmentCopies.property(env, EACH));
                default -> {}
            }
            if (values.isFull()) {
                break;
            }
        }
        return values.list();
    }

    /** What was not made by a call has the same members wherever it is asked for them. */
    private List<Value> external(External external, String name) {
        if (external.made() != null || external.script() != null) {
            return externalNow(external, name);
        }
        var members = externals.computeIfAbsent(external.path(), key -> new HashMap<>(4));
        var known = members.get(name);
        if (known == null) {
            known = externalNow(external, name);
            members.put(name, known);
        }
        return known;
    }

    private static List<Value> externalNow(External external, String name) {
        if (GLOBAL_OBJECTS.contains(external.path())) {
            return List.of(new External("g:" + name, null, null));
        }
        if (isEnvironment(external)) {
            return List.of(new Env(name));
        }
        if (external.path().equals("g:process") && name.equals("mainModule")
                || external.path().equals("g:require") && name.equals("main")) {
            return List.of(new External("g:module", null, null));
        }
        if (external.path().length() > 200) {
            return List.of();
        }
        return List.of(external.member(name));
    }

    boolean isEnvironment(List<Value> values) {
        for (var value : values) {
            if (value instanceof External external && isEnvironment(external)) {
                return true;
            }
        }
        return false;
    }

    /** {@code {...process.env}}: what is read of the copy is read of the environment. */
    boolean isCopiedEnvironment(List<Value> values) {
        for (var value : values) {
            if (value instanceof Obj obj) {
                for (var kid : obj.node().kids()) {
                    if (kid.is(Kind.SPREAD)
                            && isEnvironment(evaluator.of(obj.script(), kid.kid(0)))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static boolean isEnvironment(External external) {
        return switch (external.path()) {
            case "g:process.env", "g:Bun.env", "g:Deno.env.toObject()" -> true;
            default -> false;
        };
    }

    private List<Value> property(Obj obj, String name) {
        return isComposed(obj)
                ? evaluator.remembered(obj.node(), name, () -> propertyNow(obj, name))
                : propertyNow(obj, name);
    }

    /**
     * Whether an object takes properties from others: such objects lead to each other, and each of
     * them to several, so that the ways through them are too many to be followed twice.
     */
    private static boolean isComposed(Obj obj) {
        for (var kid : obj.node().kids()) {
            if (kid.is(Kind.SPREAD)) {
                return true;
            }
        }
        var holder = obj.script().objectNames().get(obj.node());
        return holder != null && !holder.changes().isEmpty();
    }

    /** The last property of the name wins; a spread before it may give it as well. */
    private List<Value> propertyNow(Obj obj, String name) {
        var values = new Alternatives();
        var kids = obj.node().kids();
        evaluator.spend(kids.length / 32);
        for (var index = kids.length - 1; index >= 0; index--) {
            var kid = kids[index];
            if (kid.is(Kind.PROPERTY) && keyIs(obj.script(), kid, name)) {
                values.addAll(read(obj.script(), kid.kid(0)));
                break;
            }
            if (kid.is(Kind.SPREAD)) {
                values.addAll(of(evaluator.of(obj.script(), kid.kid(0)), name));
            }
        }
        var holder = obj.script().objectNames().get(obj.node());
        if (holder != null) {
            values.addAll(written(obj.script(), holder, name));
            for (var change : holder.changes()) {
                if (change.kid(0).isNamed("assign")) {
                    for (var index = 2; index < change.size(); index++) {
                        values.addAll(of(evaluator.of(obj.script(), change.kid(index)), name));
                    }
                }
            }
        }
        return values.list();
    }

    /** The value of a property, which a getter computes. */
    private List<Value> read(Script script, Node value) {
        return value instanceof Fn fn && fn.isGetter()
                ? evaluator.results(new Func(script, fn))
                : evaluator.of(script, value);
    }

    private boolean keyIs(Script script, Node property, String name) {
        if (property.text() != null) {
            return property.isNamed(name);
        }
        var key = evaluator.text(script, property.kid(1));
        return key != null && key.text().equals(name);
    }

    /** The key of a property as code gives it, or null where it is not constant. */
    @Nullable Text key(Script script, Node property) {
        return property.text() != null
                ? new Text(property.name(), dev.assay.scanners.finding.Via.PLAIN, script, property)
                : evaluator.text(script, property.kid(1));
    }

    /** What is assigned to a property of a variable, anywhere. */
    List<Value> written(Script script, Binding binding, String name) {
        if (binding.propertyWrites().isEmpty()) {
            return List.of();
        }
        evaluator.spend(binding.propertyWrites().size() / 32);
        var values = new Alternatives();
        for (var write : binding.propertyWrites()) {
            var key = write.key();
            if (key == null ? write.property().equals(name) : isText(script, key, name)) {
                values.addAll(evaluator.of(script, write.value()));
            }
        }
        return values.list();
    }

    private boolean isText(Script script, Node key, String name) {
        var text = evaluator.text(script, key);
        return text != null && text.text().equals(name);
    }

    private List<Value> writtenTo(Script script, List<Binding> bindings, String name) {
        var values = new Alternatives();
        for (var binding : bindings) {
            values.addAll(written(script, binding, name));
        }
        return values.list();
    }

    private List<Value> field(Script script, Cls cls, String name, int depth) {
        var values = new Alternatives();
        for (var value : cls.writes(name)) {
            values.addAll(evaluator.of(script, value));
        }
        var method = cls.member(name);
        if (method instanceof Fn fn) {
            values.addAll(read(script, fn));
        }
        if (values.isEmpty() && cls.heritage() != null && depth < 8) {
            for (var parent : evaluator.of(script, cls.heritage())) {
                if (parent instanceof ClassOf of) {
                    values.addAll(field(of.script(), of.cls(), name, depth + 1));
                } else if (parent instanceof External external) {
                    values.add(new External(external.path() + "{}." + name, script, null));
                }
            }
        }
        if (values.isEmpty() && depth == 0) {
            for (var child : subclasses.of(cls)) {
                for (var value : child.cls().writes(name)) {
                    values.addAll(evaluator.of(child.script(), value));
                }
                if (child.cls().member(name) instanceof Fn fn) {
                    values.addAll(read(child.script(), fn));
                }
            }
        }
        return values.list();
    }

    private List<Value> classMember(ClassOf of, String name) {
        var values = Alternatives.of(writtenTo(of.script(), of.cls().names(), name));
        for (var value : of.cls().writes(name)) {
            values.addAll(evaluator.of(of.script(), value));
        }
        if (of.cls().member(name) instanceof Fn fn) {
            values.add(new Func(of.script(), fn));
        }
        return values.list();
    }

    /** The index that a property name is, or -1: {@code list["0-1"]} is an ordinary property. */
    private static int index(String name) {
        if (name.isEmpty() || name.length() > 6) {
            return -1;
        }
        for (var at = 0; at < name.length(); at++) {
            if (name.charAt(at) < '0' || name.charAt(at) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name);
    }

    private List<Value> element(Arr arr, String name) {
        var index = index(name);
        return index >= 0 && index < arr.node().size()
                ? evaluator.of(arr.script(), arr.node().kid(index))
                : List.of();
    }

    private static List<Value> item(Items items, String name) {
        var index = index(name);
        return index >= 0 && index < items.items().size()
                ? List.of(items.items().get(index))
                : List.of();
    }

    /** What a file exports under a name; {@code =} is a CommonJS file's whole value. */
    List<Value> export(Script script, String name) {
        return exports.of(script, name);
    }
}
