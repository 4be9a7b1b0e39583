package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs functions that look like decoders where all that they are given is constant: those with a
 * loop over characters, and those that replace themselves, as an obfuscator's do.
 */
final class Decoders {

    private static final int LARGEST = 600;
    private static final int MOST_RUNS = 4000;

    private static final Set<String> WORDS =
            Set.of(
                    "fromCharCode",
                    "fromCodePoint",
                    "charCodeAt",
                    "codePointAt",
                    "charAt",
                    "parseInt",
                    "indexOf",
                    "push");

    private final StringMethods strings;
    private final Map<Script, Machine> machines = new IdentityHashMap<>();
    private final Map<Fn, Boolean> looks = new IdentityHashMap<>();
    private final Map<Fn, Map<List<Object>, Object>> known = new IdentityHashMap<>();
    private int runs;

    Decoders(StringMethods strings) {
        this.strings = strings;
    }

    /** What the call gives, or null where it is none of a decoder with constants. */
    @Nullable List<Value> of(
            Script script, Node call, List<Value> targets, Supplier<List<List<Value>>> given) {
        for (var target : targets) {
            if (target instanceof Func func && looksLikeOne(func.fn())) {
                var arguments = given.get();
                var constants = new ArrayList<Object>(arguments.size());
                var origin = constants(arguments, constants);
                var answer = constants.size() == arguments.size() ? run(func, constants) : null;
                var value = answer == null ? null : value(script, call, answer, origin);
                return value == null ? null : List.of(value);
            }
        }
        return null;
    }

    private @Nullable Object run(Func func, List<Object> arguments) {
        var before = known.computeIfAbsent(func.fn(), fn -> new HashMap<>());
        var answer = before.get(arguments);
        if (answer == null && runs++ < MOST_RUNS) {
            var machine = machines.computeIfAbsent(func.script(), Machine::new);
            answer = Objects.requireNonNullElse(machine.call(func.fn(), arguments), this);
            before.put(List.copyOf(arguments), answer);
        }
        return answer == this ? null : answer;
    }

    /** Adds the constants, as the machine holds them; gives the first text among them. */
    private @Nullable Text constants(List<List<Value>> arguments, List<Object> given) {
        var origin = (Text) null;
        for (var argument : arguments) {
            var value = argument.isEmpty() ? null : argument.getFirst();
            switch (value) {
                case Text text when text.isWhole() -> {
                    given.add(text.text());
                    origin = origin == null ? text : origin;
                }
                case Num num -> given.add(num.number());
                case Arr arr -> addList(arr, given);
                case Items items -> addList(items, given);
                case null, default -> {
                    return origin;
                }
            }
        }
        return origin;
    }

    private void addList(Value list, List<Object> given) {
        var elements = new ArrayList<Object>();
        for (var element : strings.elements(List.of(list))) {
            switch (element) {
                case Text text when text.isWhole() -> elements.add(text.text());
                case Num num -> elements.add(num.number());
                default -> {
                    return;
                }
            }
        }
        given.add(elements);
    }

    private static @Nullable Value value(
            Script script, Node call, Object answer, @Nullable Text origin) {
        return switch (answer) {
            case String text when !text.isEmpty() ->
                    origin == null
                            ? new Text(text, Via.DECODED, script, call)
                            : new Text(text, Via.DECODED, origin.script(), origin.origin());
            case Double number -> new Num(number);
            case List<?> list -> {
                var items = new ArrayList<Value>(list.size());
                for (var element : list) {
                    var item = value(script, call, Objects.requireNonNull(element), origin);
                    if (item != null) {
                        items.add(item);
                    }
                }
                yield new Items(items);
            }
            default -> null;
        };
    }

    private boolean looksLikeOne(Fn fn) {
        return looks.computeIfAbsent(
                fn,
                key -> {
                    if (key.isAsync() || key.isGenerator() || key.parameters().isEmpty()) {
                        return false;
                    }
                    var look = new Look(key);
                    look.visit(key.body());
                    return look.left >= 0 && (look.replacesItself || look.loops && look.decodes);
                });
    }

    private static final class Look {
        private final Fn fn;
        private int left = LARGEST;
        private boolean loops;
        private boolean decodes;
        private boolean replacesItself;

        Look(Fn fn) {
            this.fn = fn;
        }

        /** Whether a function that is called is a table of strings: {@code return f = …, f()}. */
        private static boolean replacesItself(Ident callee) {
            var binding = callee.binding();
            if (binding == null || binding.writes().size() < 2) {
                return false;
            }
            for (var write : binding.writes()) {
                if (!write.value().is(Kind.FUNCTION)) {
                    return false;
                }
            }
            return true;
        }

        void visit(Node node) {
            if (--left < 0) {
                return;
            }
            switch (node.kind()) {
                case FOR, DO, FOR_OF -> loops = true;
                case MEMBER -> decodes |= WORDS.contains(node.name());
                case BINARY -> decodes |= node.isNamed("^");
                case ASSIGN -> {
                    if (node.kid(0) instanceof Ident ident
                            && ident.binding() != null
                            && fn.names().contains(ident.binding())
                            && node.kid(1).is(Kind.FUNCTION)) {
                        replacesItself = true;
                    }
                }
                case CALL -> {
                    if (node.kid(0) instanceof Ident ident && ident.binding() != null) {
                        replacesItself |= replacesItself(ident);
                    }
                }
                default -> {}
            }
            if (node instanceof Fn inner) {
                visit(inner.body());
                return;
            }
            for (var kid : node.kids()) {
                visit(kid);
            }
        }
    }
}
