package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Instance;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Own;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says what an expression may be, on demand: it follows variables, properties, parameters and
 * imports backwards to where values come from. Flow-insensitive, bounded in depth, width and steps;
 * an empty answer means that nothing is known.
 */
final class Evaluator {

    static final int DEEPEST = 48;

    /** One question may cost this much; what is farther away stays unknown. */
    private static final int STEPS_PER_QUESTION = 3000;

    private final CodePackage code;
    private final Members members;
    private final Calls calls;
    private final Callers callers;
    private final Answers answers = new Answers();
    private final Map<Fn, List<Node>> returned = new IdentityHashMap<>();

    /** What answers about properties are remembered by. */
    private final Map<Node, Map<String, Object>> properties = new IdentityHashMap<>();

    private final Map<String, List<Value>> globals = new HashMap<>();

    private Assumption assumption = Assumption.NONE;
    private long stepsLeft;
    private int questionLeft;
    private @Nullable Node lastAsked;
    private List<Value> lastAnswer = List.of();
    private int depth;

    Evaluator(CodePackage code, long steps) {
        this.code = code;
        this.stepsLeft = steps;
        this.members = new Members(this, code);
        this.callers = new Callers(this, code);
        this.calls = new Calls(this, code);
    }

    /** Whether so much was asked that answers have become incomplete. */
    boolean isExhausted() {
        return stepsLeft <= 0;
    }

    /** Counts work that is no evaluation, so that long lists cannot be searched for ever. */
    void spend(int work) {
        stepsLeft -= work;
        questionLeft -= work;
    }

    /** Notes that a limit was met, so that who asks from nearer looks again. */
    void cut() {
        answers.cut();
    }

    /** The elements of an array literal and what calls add to it. */
    List<Value> elements(Arr array) {
        return calls.elements(List.of(array));
    }

    Members members() {
        return members;
    }

    /** What an expression of a file may be. */
    List<Value> of(Script script, Node node) {
        if (depth == 0) {
            if (node == lastAsked) {
                return lastAnswer;
            }
            questionLeft = STEPS_PER_QUESTION;
            lastAnswer = answer(script, node);
            lastAsked = node;
            return lastAnswer;
        }
        return answer(script, node);
    }

    private List<Value> answer(Script script, Node node) {
        if (depth >= DEEPEST || --questionLeft <= 0 || --stepsLeft <= 0) {
            answers.cut();
            return List.of();
        }
        depth++;
        try {
            if (!isWorthRemembering(node)) {
                return evaluate(script, node);
            }
            var known = answers.known(node, true, depth);
            return known == null ? search(script, node) : known;
        } finally {
            depth--;
        }
    }

    private List<Value> search(Script script, Node node) {
        var answer = answers.begin(node);
        List<Value> values = null;
        try {
            values = evaluate(script, node);
            return values;
        } finally {
            answers.end(node, answer, depth, values);
        }
    }

    /** What a property of an object is, found out once. */
    List<Value> remembered(Node object, String property, Supplier<List<Value>> search) {
        var key =
                properties
                        .computeIfAbsent(object, node -> new HashMap<>(4))
                        .computeIfAbsent(property, name -> new Object());
        var known = answers.known(key, true, depth);
        return known == null ? answers.search(key, depth, search) : known;
    }

    /** What other questions lead through as well; names and parameters are remembered as such. */
    private static boolean isWorthRemembering(Node node) {
        return switch (node.kind()) {
            case MEMBER, INDEX, CALL, NEW, BINARY, TEMPLATE -> true;
            default -> false;
        };
    }

    /** The strings among the values of an expression. */
    List<Text> texts(Script script, Node node) {
        return textsOf(of(script, node));
    }

    static List<Text> textsOf(List<Value> values) {
        var texts = new ArrayList<Text>(values.size());
        for (var value : values) {
            if (value instanceof Text text) {
                texts.add(text);
            } else if (value instanceof Value.Items items) {
                texts.addAll(textsOf(items.items()));
            }
        }
        return texts;
    }

    /** The one string that an expression is, or null. */
    @Nullable Text text(Script script, Node node) {
        if (node.is(Kind.STRING)) {
            return new Text(node.name(), Via.PLAIN, script, node);
        }
        for (var text : texts(script, node)) {
            if (text.isWhole()) {
                return text;
            }
        }
        return null;
    }

    private List<Value> evaluate(Script script, Node node) {
        return switch (node.kind()) {
            case STRING -> List.of(new Text(node.name(), Via.PLAIN, script, node));
            case NUMBER -> List.of(new Num(number(node)));
            case TEMPLATE -> Concatenation.of(this, script, node);
            case IDENT -> ident(script, (Ident) node);
            case MEMBER -> member(script, node);
            case INDEX -> index(script, node);
            case CALL -> calls.of(script, node);
            case NEW -> calls.construct(script, node);
            case IMPORT -> node.size() == 0 ? List.of() : required(script, node.kid(0));
            case BINARY -> binary(script, node);
            case CONDITIONAL -> union(of(script, node.kid(1)), of(script, node.kid(2)));
            case LOGICAL ->
                    node.isNamed("&&")
                            ? of(script, node.kid(1))
                            : union(of(script, node.kid(0)), of(script, node.kid(1)));
            case ASSIGN, SEQUENCE -> of(script, node.kid(1));
            case AWAIT, SPREAD -> of(script, node.kid(0));
            case OBJECT -> List.of(new Obj(script, node));
            case ARRAY -> List.of(new Arr(script, node));
            case FUNCTION -> List.of(new Func(script, (Fn) node));
            case CLASS -> List.of(new ClassOf(script, (Cls) node));
            case PARAMETER -> parameter(script, (Parameter) node);
            case THIS -> self(script, node);
            case META -> List.of(new External("g:" + node.name(), null, null));
            default -> List.of();
        };
    }

    private static double number(Node node) {
        try {
            return Double.parseDouble(node.name());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private List<Value> binary(Script script, Node node) {
        return node.isNamed("+")
                ? Concatenation.of(this, script, node)
                : Arithmetic.of(this, script, node);
    }

    // Names

    private List<Value> ident(Script script, Ident ident) {
        var binding = ident.binding();
        if (binding == null) {
            return switch (ident.name()) {
                case "undefined" -> List.of();
                case "exports" -> List.of(new Own(script));
                default -> global(ident.name());
            };
        }
        return binding.propertyWrites().isEmpty()
                ? binding(script, binding)
                : UrlParts.written(this, script, binding, binding(script, binding));
    }

    /** Made once for each name: code is full of them, and what they are called is hashed often. */
    private List<Value> global(String name) {
        var known = globals.get(name);
        if (known == null) {
            known = List.of(new External("g:" + name, null, null));
            globals.put(name, known);
        }
        return known;
    }

    List<Value> binding(Script script, Binding binding) {
        var assumed = assumption.of(binding);
        if (assumed != null) {
            answers.useAssumption();
            return assumed;
        }
        var known = answers.known(binding, assumption.concerns(binding.owner()), depth);
        if (known != null) {
            return known;
        }
        var answer = answers.begin(binding);
        List<Value> values = null;
        try {
            values = bindingNow(script, binding);
            return values;
        } finally {
            answers.end(binding, answer, depth, values);
        }
    }

    private List<Value> bindingNow(Script script, Binding binding) {
        var library = KnownLibraries.of(binding);
        if (library != null) {
            return List.of(library);
        }
        var imported = binding.imported();
        if (imported != null) {
            return imported(script, imported.specifier(), imported.name());
        }
        if (binding.writes().size() == 1) {
            var only = binding.writes().getFirst();
            if (only.path().isEmpty() && only.fallback() == null && binding.appended().isEmpty()) {
                return of(script, only.value());
            }
        }
        var values = new Alternatives();
        for (var write : binding.writes()) {
            var value = of(script, write.value());
            for (var step : write.path()) {
                value = members.of(value, step);
            }
            values.addAll(value);
            if (write.fallback() != null) {
                values.addAll(of(script, write.fallback()));
            }
            if (values.isFull()) {
                break;
            }
        }
        return binding.appended().isEmpty()
                ? values.list()
                : Concatenation.appended(this, script, values.list(), binding.appended());
    }

    /** What an import of a name from a specifier gives. */
    List<Value> imported(Script script, String specifier, String name) {
        var data = code.data(script.file(), specifier);
        if (data != null) {
            return name.equals("default") || name.equals("*")
                    ? dataValue(data)
                    : members.of(dataValue(data), name);
        }
        var submodule = script.isForeign() ? code.submodule(script, specifier, name) : null;
        if (submodule != null) {
            return List.of(new Own(submodule));
        }
        var target = code.script(script, specifier);
        if (target != null) {
            return name.equals("*") ? List.of(new Own(target)) : members.export(target, name);
        }
        var module = new External(NodeModules.path(specifier), null, null);
        return List.of(name.equals("*") ? module : module.member(name));
    }

    /** What {@code require} or {@code import()} of an expression gives. */
    List<Value> required(Script script, Node specifier) {
        var values = new Alternatives();
        for (var text : texts(script, specifier)) {
            if (text.isWhole()) {
                var data = code.data(script.file(), text.text());
                if (data != null) {
                    values.addAll(dataValue(data));
                    continue;
                }
                var target = code.script(script, text.text());
                if (target == null) {
                    values.add(new External(NodeModules.path(text.text()), null, null));
                } else {
                    values.add(new Own(target));
                    values.addAll(members.export(target, "="));
                }
            }
        }
        return values.list();
    }

    /** The value of a JSON file. */
    List<Value> dataValue(Script data) {
        var body = data.top().body();
        return body.size() == 0 ? List.of() : of(data, body.kid(0).kid(0));
    }

    private List<Value> self(Script script, Node node) {
        var holder = script.top().at(node.start()).thisHolder();
        return switch (holder.owner()) {
            case Cls cls -> List.of(new Instance(script, cls));
            case Node object when object.is(Kind.OBJECT) -> List.of(new Obj(script, object));
            case null, default -> List.of();
        };
    }

    private List<Value> parameter(Script script, Parameter parameter) {
        if (parameter.isRest()) {
            return List.of();
        }
        var given = assumption.given(parameter.function());
        if (given != null) {
            answers.useAssumption();
            return parameter.index() < given.size() ? given.get(parameter.index()) : List.of();
        }
        var known = answers.known(parameter, assumption.concerns(parameter.function()), depth);
        if (known != null) {
            return known;
        }
        var answer = answers.begin(parameter);
        List<Value> values = null;
        try {
            values = callers.arguments(script, parameter);
            return values;
        } finally {
            answers.end(parameter, answer, depth, values);
        }
    }

    // Properties

    private List<Value> member(Script script, Node node) {
        var object = node.kid(0);
        var values = withDefaults(members.of(of(script, object), node.name()));
        return object instanceof Ident ident && ident.binding() != null
                ? union(values, members.written(script, ident.binding(), node.name()))
                : values;
    }

    /** A variable of the environment that the code itself gives a value first. */
    private List<Value> withDefaults(List<Value> values) {
        if (values.size() != 1 || !(values.getFirst() instanceof Env env)) {
            return values;
        }
        var all = values;
        for (var site : code.environmentWrites(env.name())) {
            all = union(all, of(site.script(), site.call()));
        }
        return all;
    }

    private List<Value> index(Script script, Node node) {
        var object = of(script, node.kid(0));
        var values = new Alternatives();
        var keys = of(script, node.kid(1));
        for (var key : keys) {
            switch (key) {
                case Text text when text.isWhole() -> {
                    values.addAll(members.of(object, text.text()));
                }
                case Num num ->
                        values.addAll(members.of(object, Integer.toString((int) num.number())));
                default -> {}
            }
        }
        if (values.isEmpty() && members.isEnvironment(object)) {
            values.add(new Env("*"));
        } else if (values.isEmpty() && !isKnown(keys)) {
            // One of several constants, whichever the run picks.
            values.addAll(textsOf(members.each(object)));
        }
        return values.list();
    }

    private static boolean isKnown(List<Value> keys) {
        for (var key : keys) {
            if (key instanceof Num || key instanceof Text text && text.isWhole()) {
                return true;
            }
        }
        return false;
    }

    // Support for the parts of the evaluation

    private List<Value> under(Assumption given, Supplier<List<Value>> work) {
        var before = assumption;
        assumption = given.within(before);
        lastAsked = null;
        try {
            return answers.assuming(work);
        } finally {
            lastAsked = null;
            assumption = before;
        }
    }

    /** Does something under an assumption; what is found with it is not taken for general. */
    void under(Assumption given, Runnable work) {
        under(
                given,
                () -> {
                    work.run();
                    return List.of();
                });
    }

    /** What a function returns when its parameters have values. */
    List<Value> applied(Func function, Map<Binding, List<Value>> arguments) {
        return under(Assumption.ofArguments(function.fn(), arguments), () -> resultsNow(function));
    }

    List<CodePackage.CallSite> callSites(Script script, Fn fn) {
        return callers.sites(script, fn);
    }

    /** The calls of a function, up to a number of them. */
    List<CodePackage.CallSite> callSites(Script script, Fn fn, int most) {
        return callers.sites(script, fn, most);
    }

    /** What a function returns to anybody. */
    List<Value> results(Func function) {
        var fn = function.fn();
        var known = answers.known(fn, assumption.concerns(fn), depth);
        return known == null ? answers.search(fn, depth, () -> resultsNow(function)) : known;
    }

    private List<Value> resultsNow(Func function) {
        var values = new Alternatives();
        for (var result : returned(function.fn())) {
            values.addAll(of(function.script(), result));
        }
        return values.list();
    }

    /** The expressions that a function may return. */
    List<Node> returned(Fn fn) {
        return returned.computeIfAbsent(fn, Results::of);
    }

    static List<Value> union(List<Value> one, List<Value> other) {
        if (one.isEmpty()) {
            return other;
        }
        if (other.isEmpty()) {
            return one;
        }
        var values = Alternatives.of(one);
        values.addAll(other);
        return values.list();
    }
}
