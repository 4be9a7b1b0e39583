package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Environment variables by name, and reads of the environment as a whole. */
final class EnvironmentFacts implements FactFamily {

    private static final int MOST_ASKED = 500;

    /** So many names the evaluator gives as well. */
    private static final int FEW_ASKED = 8;

    private static final String CHILD = "passed to child";

    /** Functions that make another object of the variables. */
    private static final Set<String> COPIERS =
            Set.of(
                    "g:Object.entries",
                    "g:Object.keys",
                    "g:Object.assign",
                    "g:Object.fromEntries",
                    "g:Reflect.ownKeys",
                    "g:structuredClone");

    /** Functions that make a text of what they are given. */
    private static final Set<String> WRITERS = Set.of("stringify", "inspect", "join", "format");

    private static final int FARTHEST = 12;

    /** Looking at so few is faster than remembering what was seen. */
    private static final int FEW_WRITES = 4;

    private final Evaluator evaluator;
    private final Set<Binding> handedOver;
    private final Report report;

    /** Asked of every name in the code, and some variables are written very often. */
    private final Map<Binding, Boolean> aliases = new IdentityHashMap<>();

    /**
     * @param handedOver parameters that the environment is passed to
     */
    EnvironmentFacts(Evaluator evaluator, Set<Binding> handedOver, Report report) {
        this.evaluator = evaluator;
        this.handedOver = handedOver;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.MEMBER, Kind.INDEX, Kind.IDENT, Kind.VAR, Kind.ASSIGN, Kind.CALL);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        switch (node.kind()) {
            case MEMBER, INDEX -> {
                if (mayBeEnvironment(node.kid(0))) {
                    named(place, node);
                }
                if (node.isNamed("env") && isEnvironment(script, node)) {
                    whole(place, node);
                }
            }
            case IDENT -> {
                if (isAlias((Ident) node) && isEnvironment(script, node)) {
                    whole(place, node);
                }
            }
            case VAR, ASSIGN -> {
                if (node.size() == 2
                        && node.kid(0).is(Kind.OBJECT)
                        && mayTakeVariables(node.kid(0))) {
                    destructured(script, node.kid(0), node.kid(1));
                }
            }
            default -> {
                if (node.kid(0).isNamed("get") && node.size() > 1) {
                    getter(script, node);
                }
            }
        }
    }

    private void getter(Script script, Node call) {
        var receiver = call.kid(0).size() > 0 ? call.kid(0).kid(0) : call;
        if (receiver.isNamed("env")
                && receiver.is(Kind.MEMBER)
                && receiver.kid(0).isNamed("Deno")) {
            var name = evaluator.text(script, call.kid(1));
            add(script, call, name == null ? "*" : name.text(), Via.PLAIN, Map.of());
        }
    }

    private boolean mayBeEnvironment(Node object) {
        return object.is(Kind.MEMBER) && object.isNamed("env")
                || object.is(Kind.INDEX) && object.kid(0).isNamed("process")
                || object instanceof Ident ident && isAlias(ident);
    }

    /**
     * A variable that something called {@code env} is assigned to, or the parameter of a function.
     */
    private boolean isAlias(Ident ident) {
        var binding = ident.binding();
        if (binding == null) {
            return false;
        }
        return binding.writes().size() <= FEW_WRITES
                ? isAlias(binding)
                : aliases.computeIfAbsent(binding, this::isAlias);
    }

    private boolean isAlias(Binding binding) {
        if (!handedOver.isEmpty() && handedOver.contains(binding)) {
            return true;
        }
        if (binding.imported() != null) {
            return binding.imported().name().equals("env");
        }
        var writes = binding.writes();
        for (var index = 0; index < writes.size(); index++) {
            var write = writes.get(index);
            if (mentionsEnv(write.value(), 3)
                    || !write.path().isEmpty() && write.path().contains("env")) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsEnv(Node value, int depth) {
        return switch (value.kind()) {
            case MEMBER -> value.isNamed("env");
            case LOGICAL, CONDITIONAL, OBJECT, SPREAD -> depth > 0 && anyMentionsEnv(value, depth);
            case CALL ->
                    depth > 0 && value.kid(0).isNamed("assign") && anyMentionsEnv(value, depth);
            default -> false;
        };
    }

    private static boolean anyMentionsEnv(Node value, int depth) {
        for (var kid : value.kids()) {
            if (mentionsEnv(kid, depth - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEnvironment(Script script, Node node) {
        return evaluator.members().isEnvironment(evaluator.of(script, node));
    }

    private void named(Place place, Node node) {
        var script = place.script();
        if (!isEnvironment(script, node.kid(0))) {
            ofCopy(place, node);
            return;
        }
        if (node.is(Kind.MEMBER)) {
            add(script, node, node.name(), Via.PLAIN, Map.of());
            return;
        }
        if (asked(script, node.kid(1))) {
            return;
        }
        var names = evaluator.texts(script, node.kid(1));
        for (var name : names) {
            if (name.isWhole()) {
                add(script, name.origin(), name.script(), node, name.text(), name.via());
            }
        }
        if (names.isEmpty()) {
            add(script, node, "*", Via.PLAIN, Map.of("how", "computed name"));
        }
    }

    /** Of a copy only what looks like the name of a variable: it may hold other things besides. */
    private void ofCopy(Place place, Node node) {
        if (!node.is(Kind.MEMBER)
                || hasLowerCase(node.name())
                || place.parent(0) instanceof Node parent
                        && parent.is(Kind.ASSIGN)
                        && parent.kid(0) == node) {
            return;
        }
        if (evaluator.members().isCopiedEnvironment(evaluator.of(place.script(), node.kid(0)))) {
            add(place.script(), node, node.name(), Via.PLAIN, Map.of());
        }
    }

    /** {@code const get = (name) => process.env[name]}: every caller reads another variable. */
    private boolean asked(Script script, Node key) {
        if (!(key instanceof Ident ident)
                || ident.binding() == null
                || ident.binding().writes().size() != 1
                || !(ident.binding().writes().getFirst().value() instanceof Parameter parameter)) {
            return false;
        }
        var found = 0;
        for (var name : parameter.function().names()) {
            for (var call : name.calls()) {
                var at = parameter.index() + 1;
                if (at < call.size() && call.kid(at).is(Kind.STRING) && found < MOST_ASKED) {
                    add(script, call.kid(at), call.kid(at).name(), Via.PLAIN, Map.of());
                    found++;
                }
            }
        }
        return found > FEW_ASKED;
    }

    private void add(
            Script script, Node origin, Script originScript, Node node, String name, Via via) {
        var at = originScript == script ? node : origin;
        report.add(
                FindingKind.ENV_ACCESS,
                name,
                via,
                originScript == script ? script : originScript,
                at,
                Map.of(),
                script,
                node);
    }

    /** Names of variables are in capitals, nearly always; a rest may take any of them. */
    private static boolean mayTakeVariables(Node pattern) {
        for (var property : pattern.kids()) {
            if (property.text() == null
                    || property.isNamed("env")
                    || !hasLowerCase(property.name())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLowerCase(String name) {
        for (var at = 0; at < name.length(); at++) {
            if (Character.isLowerCase(name.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private void destructured(Script script, Node pattern, Node value) {
        var values = evaluator.of(script, value);
        if (evaluator.members().isEnvironment(values)) {
            destructured(script, pattern);
        }
        for (var property : pattern.kids()) {
            if (property.isNamed("env")
                    && property.kid(0).is(Kind.OBJECT)
                    && evaluator.members().isEnvironment(evaluator.members().of(values, "env"))) {
                destructured(script, property.kid(0));
            }
        }
    }

    private void destructured(Script script, Node pattern) {
        for (var property : pattern.kids()) {
            if (property.is(Kind.PROPERTY)) {
                add(
                        script,
                        property,
                        property.text() == null ? "*" : property.name(),
                        Via.PLAIN,
                        Map.of());
            } else {
                add(script, property, "*", Via.PLAIN, Map.of("how", "rest"));
            }
        }
    }

    private void add(Script script, Node node, String name, Via via, Map<String, Object> detail) {
        report.add(FindingKind.ENV_ACCESS, name, via, script, node, detail);
    }

    /**
     * The environment itself is used as a value: copied, listed, serialised, or given to a child.
     */
    private void whole(Place place, Node node) {
        var parent = place.parent(0);
        if (parent == null) {
            return;
        }
        if (parent.is(Kind.CALL)
                && parent.size() > 2
                && parent.kid(0).isNamed("get")
                && parent.kid(0).is(Kind.MEMBER)
                && parent.kid(0).kid(0).isNamed("Reflect")) {
            var name = evaluator.text(place.script(), parent.kid(2));
            add(place.script(), parent, name == null ? "*" : name.text(), Via.PLAIN, Map.of());
            return;
        }
        var how = how(place, parent, node);
        if (!how.isEmpty()) {
            var detail = new LinkedHashMap<String, Object>();
            detail.put("how", how);
            if (how.equals(CHILD)) {
                detail.put("passedToChild", true);
            }
            add(place.script(), node, "*", Via.PLAIN, detail);
        }
    }

    private String how(Place place, Node parent, Node node) {
        return switch (parent.kind()) {
            case CALL -> parent.kid(0) == node ? "" : handedTo(place, parent);
            case SPREAD -> isChildEnvironment(place) ? CHILD : "copied";
            case PROPERTY -> isChildEnvironment(place) ? CHILD : "stored";
            case FOR_IN, FOR_OF -> parent.kid(1) == node ? "listed" : "";
            case RETURN -> "returned";
            default -> "";
        };
    }

    private String handedTo(Place place, Node call) {
        for (var value : evaluator.of(place.script(), call.kid(0))) {
            switch (value) {
                case External external -> {
                    var path = external.path();
                    if (COPIERS.contains(path) && isChildEnvironment(place)) {
                        return CHILD;
                    }
                    return path.startsWith("g:Object.") || path.equals("g:JSON.stringify")
                            ? path.substring(2)
                            : "handed to " + path.substring(2);
                }
                // Followed into the function instead.
                case Value.Func func -> {
                    return "";
                }
                default -> {}
            }
        }
        var name = call.kid(0).name();
        return name.isEmpty() ? "handed on" : "handed to " + name;
    }

    /**
     * {@code {env: {...process.env, X: 1}}} in the options of a call, and copies that are made in
     * more steps; not what is written out as text on the way.
     */
    private static boolean isChildEnvironment(Place place) {
        for (var distance = 0; distance < FARTHEST; distance++) {
            var around = place.parent(distance);
            if (around == null) {
                return false;
            }
            switch (around.kind()) {
                case PROPERTY, VAR, ASSIGN -> {
                    var name = around.is(Kind.PROPERTY) ? around.name() : around.kid(0).name();
                    if (isNameOfEnvironment(name)) {
                        return !isWrittenOut(place, distance + 1);
                    }
                }
                case CALL -> {
                    if (WRITERS.contains(around.kid(0).name())) {
                        return false;
                    }
                }
                case FOR_OF, FOR_IN -> {
                    return fillsEnvironment(around, 0);
                }
                case FUNCTION -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean isNameOfEnvironment(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith("env");
    }

    private static boolean isWrittenOut(Place place, int from) {
        for (var distance = from; distance < from + FARTHEST; distance++) {
            var around = place.parent(distance);
            if (around == null || around.is(Kind.FUNCTION)) {
                return false;
            }
            if (around.is(Kind.CALL) && WRITERS.contains(around.kid(0).name())) {
                return true;
            }
        }
        return false;
    }

    /** {@code for (…) env[name] = value}. */
    private static boolean fillsEnvironment(Node node, int depth) {
        if (node.is(Kind.ASSIGN) && node.kid(0).is(Kind.INDEX)) {
            return isNameOfEnvironment(node.kid(0).kid(0).name());
        }
        if (depth < FARTHEST) {
            for (var kid : node.kids()) {
                if (fillsEnvironment(kid, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }
}
