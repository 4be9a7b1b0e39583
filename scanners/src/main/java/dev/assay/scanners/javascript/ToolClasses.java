package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tools, prompts and resources that are classes: their names and texts are fields, what methods
 * like {@code getDescription()} return, and what the constructor hands to that of the parent class.
 * A constructor's own parameters are unknown, since every instance gives others; {@code new
 * Tool("name", …)} is looked at as the instance that it is.
 */
final class ToolClasses {

    private static final int MOST_GENERATIONS = 4;
    private static final int DEEPEST = 6;

    private static final List<String> NAMES = List.of("toolName", "name");
    private static final List<String> DESCRIPTION = List.of("description");
    private static final List<String> ADDRESSES = List.of("uri", "uriTemplate");

    /** A class on the way from one that is looked at to its oldest parent. */
    private interface Generation {
        void look(Script script, Cls cls);
    }

    private final Evaluator evaluator;
    private final ToolNames names;
    private final ToolDefinitions definitions;
    private final Offers offers;
    private final Map<Cls, Boolean> keepers = new IdentityHashMap<>();

    ToolClasses(Evaluator evaluator, ToolDefinitions definitions, Offers offers) {
        this.evaluator = evaluator;
        this.names = new ToolNames(evaluator);
        this.definitions = definitions;
        this.offers = offers;
    }

    /** A class whose fields or methods give the name and the text, or that hands them upwards. */
    void look(Script script, Cls cls) {
        if (isOffer(cls) || cls.heritage() != null && isOfferByParent(script, cls)) {
            var unknown = constructor(cls);
            offer(script, cls, script, cls, unknown == null ? List.of() : unknowns(unknown));
        }
    }

    /** Whether it hands constants to a parent class that keeps a name and a description. */
    private boolean isOfferByParent(Script script, Cls cls) {
        var constructor = constructor(cls);
        var handed = constructor == null ? null : superCall(constructor.body(), 0);
        if (handed == null || !handsConstants(handed)) {
            return false;
        }
        var named = !definitions.inClass(cls, NAMES).isEmpty();
        var described = !definitions.inClass(cls, DESCRIPTION).isEmpty();
        var parent = parent(script, cls);
        for (var depth = 0; depth < MOST_GENERATIONS && parent != null; depth++) {
            named |= !definitions.inClass(parent.cls(), NAMES).isEmpty();
            described |= !definitions.inClass(parent.cls(), DESCRIPTION).isEmpty();
            parent = parent(parent.script(), parent.cls());
        }
        return named && described;
    }

    private static boolean handsConstants(Node call) {
        for (var index = 1; index < call.size(); index++) {
            if (call.kid(index).is(Kind.STRING) || call.kid(index).is(Kind.OBJECT)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable ClassOf parent(Script script, Cls cls) {
        var heritage = cls.heritage();
        if (heritage == null) {
            return null;
        }
        for (var value : evaluator.of(script, heritage)) {
            if (value instanceof ClassOf of && of.cls() != cls) {
                return of;
            }
        }
        return null;
    }

    /**
     * {@code new Tool("list-things", "…", schema)}, where the class only keeps what it is given.
     */
    void made(Script script, Node call) {
        if (call.size() < 2) {
            return;
        }
        for (var value : evaluator.of(script, call.kid(0))) {
            if (value instanceof ClassOf of) {
                var constructor = constructor(of.cls());
                if (constructor != null
                        && !constructor.parameters().isEmpty()
                        && keepsWhatItIsGiven(of, constructor)) {
                    offer(script, call, of.script(), of.cls(), arguments(script, call));
                }
            }
        }
    }

    /** Whether the name of an instance is its constructor's caller's to say. */
    private boolean keepsWhatItIsGiven(ClassOf of, Fn constructor) {
        var known = keepers.get(of.cls());
        if (known == null) {
            known = false;
            if (!of.cls().writes("name").isEmpty() && isOffer(of.cls())) {
                var own = new ArrayList<Text>(1);
                evaluator.under(
                        Assumption.ofCall(new Contexts.Context(constructor, unknowns(constructor))),
                        () -> own.addAll(namesIn(of.script(), of.cls())));
                known = own.isEmpty();
            }
            keepers.put(of.cls(), known);
        }
        return known;
    }

    private void offer(
            Script script, Node at, Script of, Cls cls, List<List<Value>> constructorArguments) {
        var found = new ArrayList<Text>(1);
        var told = new boolean[3];
        var detail = new LinkedHashMap<String, Object>();
        var handlers = new ArrayList<Value.Func>();
        through(
                of,
                cls,
                constructorArguments,
                0,
                (level, each) -> {
                    if (found.isEmpty()) {
                        found.addAll(namesIn(level, each));
                    }
                    told[0] |= !definitions.inClass(each, DESCRIPTION).isEmpty();
                    told[1] |= isCalled(each);
                    told[2] |= !definitions.inClass(each, ADDRESSES).isEmpty();
                    definitions.ofClass(level, each, detail);
                    if (handlers.isEmpty()) {
                        handlers.addAll(definitions.handlers(level, each));
                    }
                });
        if (found.size() != 1 || !told[0]) {
            return;
        }
        var kind =
                told[2] || cls.name().endsWith("Resource")
                        ? FindingKind.RESOURCE_CHANGED
                        : detail.containsKey("arguments") || cls.name().endsWith("Prompt")
                                ? FindingKind.PROMPT_CHANGED
                                : FindingKind.TOOL_ADDED;
        var isNamedSo = cls.name().endsWith("Tool") || !cls.writes("toolName").isEmpty();
        if (kind == FindingKind.TOOL_ADDED
                && !isNamedSo
                && !told[1]
                && !detail.containsKey("schema")) {
            return;
        }
        offers.add(
                kind,
                found.getFirst().text(),
                found.getFirst().via(),
                script,
                at,
                detail,
                handlers);
    }

    /** {@code ListThings.toolName = "list-things"}, as compilers write a static field. */
    void offer(Script script, Node at, ClassOf of, Text name) {
        var detail = new LinkedHashMap<String, Object>();
        definitions.ofClass(of.script(), of.cls(), detail);
        offers.add(
                FindingKind.TOOL_ADDED,
                name.text(),
                name.via(),
                script,
                at,
                detail,
                definitions.handlers(of.script(), of.cls()));
    }

    private List<Text> namesIn(Script script, Cls cls) {
        for (var key : NAMES) {
            for (var node : definitions.inClass(cls, List.of(key))) {
                var texts = names.of(script, node);
                if (!texts.isEmpty()) {
                    return texts;
                }
            }
        }
        return List.of();
    }

    private boolean isOffer(Cls cls) {
        return !definitions.inClass(cls, DESCRIPTION).isEmpty()
                && !definitions.inClass(cls, NAMES).isEmpty();
    }

    private static boolean isCalled(Cls cls) {
        return cls.member("exec") != null
                || ToolDefinitions.HANDLER_KEYS.stream().anyMatch(key -> cls.member(key) != null);
    }

    // Generations

    /** The class and its parents, each with what its constructor is given on the way up. */
    private void through(
            Script script, Cls cls, List<List<Value>> arguments, int depth, Generation look) {
        var constructor = constructor(cls);
        if (constructor == null) {
            look.look(script, cls);
            upwards(script, cls, arguments, depth, look);
            return;
        }
        evaluator.under(
                Assumption.ofCall(
                        new Contexts.Context(constructor, padded(arguments, constructor))),
                () -> {
                    look.look(script, cls);
                    var handed = superCall(constructor.body(), 0);
                    upwards(
                            script,
                            cls,
                            handed == null ? List.of() : arguments(script, handed),
                            depth,
                            look);
                });
    }

    private void upwards(
            Script script, Cls cls, List<List<Value>> arguments, int depth, Generation look) {
        var parent = depth >= MOST_GENERATIONS ? null : parent(script, cls);
        if (parent != null) {
            through(parent.script(), parent.cls(), arguments, depth + 1, look);
        }
    }

    private static @Nullable Fn constructor(Cls cls) {
        return cls.member("constructor") instanceof Fn fn ? fn : null;
    }

    private static @Nullable Node superCall(Node node, int depth) {
        if (node.is(Kind.CALL) && node.kid(0).is(Kind.SUPER)) {
            return node;
        }
        if (depth < DEEPEST) {
            for (var kid : node.kids()) {
                var found = kid.is(Kind.FUNCTION) ? null : superCall(kid, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private List<List<Value>> arguments(Script script, Node call) {
        var arguments = new ArrayList<List<Value>>(call.size());
        for (var index = 1; index < call.size() && !call.kid(index).is(Kind.SPREAD); index++) {
            arguments.add(evaluator.of(script, call.kid(index)));
        }
        return arguments;
    }

    private static List<List<Value>> unknowns(Fn constructor) {
        return Collections.nCopies(constructor.parameters().size(), List.of());
    }

    private static List<List<Value>> padded(List<List<Value>> arguments, Fn constructor) {
        var padded = new ArrayList<>(arguments);
        while (padded.size() < constructor.parameters().size()) {
            padded.add(List.of());
        }
        return padded;
    }
}
