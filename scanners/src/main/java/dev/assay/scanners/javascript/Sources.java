package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Argument;
import dev.assay.scanners.javascript.Value.Env;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the data of an expression comes from, followed through the variables of the code: variables
 * of the environment, what callers give, answers of servers, files, the machine.
 */
final class Sources {

    private static final int MOST_NODES = 300;
    private static final int MOST = 12;

    /** Objects that are made empty or of something, and filled. */
    private static final Set<String> HOLDERS = Set.of("g:Promise{}", "g:Map{}", "g:Set{}");

    private final Evaluator evaluator;
    private final Destinations destinations;

    Sources(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.destinations = new Destinations(evaluator);
    }

    /**
     * What flows into an expression.
     *
     * @param variables of the environment; {@code *} for all of it
     * @param others {@code argument:NAME}, {@code response:HOST}, {@code file:PATH}, {@code
     *     machine}
     */
    record Flow(List<String> variables, List<String> others) {

        static final Flow NONE = new Flow(List.of(), List.of());

        boolean has(String kind) {
            return others.stream().anyMatch(other -> other.startsWith(kind));
        }
    }

    Flow of(Script script, Node node) {
        switch (node.kind()) {
            case STRING, NUMBER, BOOLEAN, NULL, UNDEFINED, FUNCTION -> {
                return Flow.NONE;
            }
            default -> {}
        }
        var search = new Search();
        search.visit(script, node);
        return search.variables.isEmpty() && search.others.isEmpty()
                ? Flow.NONE
                : new Flow(List.copyOf(search.variables), List.copyOf(search.others));
    }

    private final class Search {

        private final Set<String> variables = new TreeSet<>();
        private final Set<String> others = new TreeSet<>();
        private final Set<Binding> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private int left = MOST_NODES;

        void visit(Script script, Node node) {
            if (--left < 0 || others.size() > MOST) {
                return;
            }
            switch (node.kind()) {
                case STRING, NUMBER, FUNCTION, CLASS -> {}
                case IDENT -> name(script, (Ident) node);
                case MEMBER, INDEX -> {
                    if (!note(evaluator.of(script, node))) {
                        visit(script, node.kid(0));
                    }
                }
                case CALL, NEW -> called(script, node);
                case PROPERTY -> visit(script, node.kid(0));
                default -> {
                    for (var kid : node.kids()) {
                        visit(script, kid);
                    }
                }
            }
        }

        /** What a call gives may hold what it is called on and what it is handed. */
        private void called(Script script, Node call) {
            if (note(evaluator.of(script, call))) {
                return;
            }
            var callee = call.kid(0);
            if (callee.is(Kind.MEMBER)) {
                visit(script, callee.kid(0));
            }
            for (var index = 1; index < call.size(); index++) {
                visit(script, call.kid(index));
            }
        }

        private void name(Script script, Ident ident) {
            var values = evaluator.of(script, ident);
            var binding = ident.binding();
            if (note(values) || binding == null || !seen.add(binding)) {
                return;
            }
            if (values.isEmpty() || anyHidesParts(values)) {
                for (var write : binding.writes()) {
                    if (!write.value().is(Kind.PARAMETER)) {
                        visit(script, write.value());
                    } else {
                        values.forEach(this::given);
                    }
                }
                for (var addition : binding.appended()) {
                    visit(script, addition);
                }
                filled(script, binding);
            }
        }

        /** What one caller hands over: a list or an object, and what was put into it. */
        private void given(Value value) {
            switch (value) {
                case Value.Arr(var script, var node) -> given(script, node);
                case Value.Obj(var script, var node) -> given(script, node);
                case External external
                        when external.made() instanceof Node made
                                && external.script() instanceof Script script
                                && made.is(Kind.NEW) ->
                        given(script, made);
                default -> {}
            }
        }

        private void given(Script script, Node node) {
            var holder = script.objectNames().get(node);
            if (holder == null || seen.add(holder)) {
                for (var kid : node.kids()) {
                    visit(script, kid);
                }
            }
            if (holder != null) {
                filled(script, holder);
            }
        }

        /** {@code all[key] = value}, {@code list.push(value)}: anywhere in the file. */
        private void filled(Script script, Binding holder) {
            for (var write : holder.propertyWrites()) {
                visit(script, write.value());
            }
            for (var change : holder.changes()) {
                for (var index = 1; index < change.size(); index++) {
                    visit(script, change.kid(index));
                }
            }
        }

        private static boolean anyHidesParts(List<Value> values) {
            for (var value : values) {
                if (hidesParts(value)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean hidesParts(Value value) {
            return switch (value) {
                case Text text -> !text.isWhole();
                case Value.Obj obj -> true;
                case Value.Arr arr -> true;
                case Value.Items items -> true;
                case External external -> HOLDERS.contains(external.path());
                default -> false;
            };
        }

        private boolean note(List<Value> values) {
            var noted = false;
            for (var value : values) {
                switch (value) {
                    case Env env when !env.name().isEmpty() -> {
                        variables.add(env.name());
                        noted = true;
                    }
                    case Argument argument -> {
                        others.add(
                                argument.name().isEmpty()
                                        ? "argument"
                                        : "argument:" + argument.name());
                        noted = true;
                    }
                    case External external -> noted |= external(external);
                    default -> {}
                }
            }
            return noted;
        }

        private boolean external(External external) {
            if (Members.isEnvironment(external)) {
                variables.add("*");
                return true;
            }
            var origin = origin(external);
            if (!origin.isEmpty()) {
                others.add(origin);
            }
            return !origin.isEmpty();
        }
    }

    private String origin(External external) {
        var path = external.path();
        if (path.startsWith("m:os.")) {
            return path.startsWith("m:os.hostname()")
                            || path.startsWith("m:os.userInfo()")
                            || path.startsWith("m:os.networkInterfaces()")
                    ? "machine"
                    : "";
        }
        var call = path.indexOf("()");
        if (call < 0 || external.made() == null || external.script() == null) {
            return "";
        }
        if (path.startsWith("m:fs.readFile()")) {
            return "file:" + path(external.script(), external.made());
        }
        return NetworkSinks.of(path.substring(0, call)) == null ? "" : "response:" + host(external);
    }

    private String path(Script script, Node read) {
        if (read.size() > 1) {
            for (var text : evaluator.texts(script, read.kid(1))) {
                return text.text().replace(String.valueOf(Value.HOLE), "{}");
            }
        }
        return "*";
    }

    /** The host that answered, through the calls that read its answer. */
    private String host(External external) {
        var current = external;
        for (var step = 0; step < 4; step++) {
            var made = current.made();
            var script = current.script();
            if (made == null || script == null) {
                break;
            }
            var hosts = new TreeSet<String>();
            destinations.ofMaker(current).forEach(found -> hosts.add(found.to().host()));
            if (!hosts.isEmpty()) {
                return String.join(",", hosts);
            }
            var callee = made.kid(0);
            if (!callee.is(Kind.MEMBER)) {
                break;
            }
            var next = (External) null;
            for (var value : evaluator.of(script, callee.kid(0))) {
                if (value instanceof External receiver) {
                    next = receiver;
                }
            }
            if (next == null) {
                break;
            }
            current = next;
        }
        return "*";
    }
}
