package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Binding;
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
import java.util.Objects;

/**
 * Runs small functions of the analysed code over constants: decoders with loops, and the arrays of
 * strings that obfuscators rotate. It knows numbers, strings, lists and functions and nothing of
 * the world; whatever else the code asks for ends the run, and so does the limit on steps.
 *
 * <p>Numbers are {@link Double}, strings {@link String}, lists {@link List}, functions {@link
 * Closure}, and {@link #UNDEFINED} stands for both nothings.
 */
final class Machine {

    static final Object UNDEFINED = new Object();

    private static final int STEPS_PER_RUN = 200_000;

    /** Tables of strings are rotated until a sum is right, which decodes several each time. */
    private static final int STEPS_TO_START = 4_000_000;

    private static final long STEPS_IN_ALL = 10_000_000;
    private static final int DEEPEST = 40;

    /** A function with the variables around it. */
    record Closure(Fn fn, Frame frame) {}

    /** The code does something that this machine does not know, or takes too long. */
    static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(String what) {
            super(what, null, false, false);
        }
    }

    private static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Thrown() {
            super(null, null, false, false);
        }
    }

    /** Variables of one call. */
    static final class Frame {
        private final Map<Binding, Object> values = new IdentityHashMap<>();
        private final @Nullable Frame outer;
        private final List<Object> arguments;

        Frame(@Nullable Frame outer, List<Object> arguments) {
            this.outer = outer;
            this.arguments = arguments;
        }
    }

    private enum Exit {
        NONE,
        BREAK,
        CONTINUE,
        RETURN
    }

    private final Script script;
    private final Frame top = new Frame(null, List.of());
    private final MachineLibrary library = new MachineLibrary(this);
    private final Map<Fn, Map<String, Object>> closures = new IdentityHashMap<>();
    private boolean started;
    private boolean broken;
    private long stepsInAll = STEPS_IN_ALL;
    private int steps;
    private int depth;
    private Object result = UNDEFINED;

    Machine(Script script) {
        this.script = script;
    }

    /** What a function of the file gives for arguments, or null where it cannot be told. */
    @Nullable Object call(Fn fn, List<Object> arguments) {
        if (stepsInAll <= 0) {
            return null;
        }
        depth = 0;
        try {
            start();
            if (broken) {
                return null;
            }
            steps = STEPS_PER_RUN;
            for (var name : fn.names()) {
                if (name.owner() == script.top()
                        && variable(name, top) instanceof Closure replaced) {
                    // Decoders replace themselves when they are first called.
                    return apply(replaced, arguments);
                }
            }
            return apply(new Closure(fn, top), arguments);
        } catch (Unknown | Thrown | StackOverflowError e) {
            return null;
        } finally {
            stepsInAll -= STEPS_PER_RUN - Math.min(steps, STEPS_PER_RUN);
        }
    }

    /** Runs what the file does at once with functions of its own: {@code (function (f) {…})(f)}. */
    private void start() {
        if (started) {
            return;
        }
        started = true;
        steps = STEPS_TO_START;
        var statements = script.top().body();
        for (var statement : statements.kids()) {
            if (statement.is(Kind.EXPRESSION)
                    && statement.kid(0).is(Kind.CALL)
                    && statement.kid(0).kid(0).is(Kind.FUNCTION)
                    && statement.kid(0).size() > 1
                    && statement.kid(0).kid(1).is(Kind.IDENT)) {
                try {
                    evaluate(statement.kid(0), top);
                } catch (Unknown | Thrown e) {
                    // It does something else, which what is asked for may not need; half of a
                    // rotation is worse than none.
                    broken = steps <= 0;
                }
            }
        }
    }

    Object apply(Closure closure, List<Object> arguments) {
        if (++depth > DEEPEST) {
            throw new Unknown("too deep");
        }
        try {
            var fn = closure.fn();
            var frame = new Frame(closure.frame(), arguments);
            for (var index = 0; index < fn.parameters().size(); index++) {
                var binding = fn.parameters().get(index).binding();
                if (binding != null) {
                    frame.values.put(
                            binding, index < arguments.size() ? arguments.get(index) : UNDEFINED);
                }
            }
            result = UNDEFINED;
            return run(fn.body(), frame) == Exit.RETURN ? result : UNDEFINED;
        } finally {
            depth--;
        }
    }

    private void step() {
        if (--steps < 0) {
            throw new Unknown("too long");
        }
    }

    // Statements

    private Exit run(Node node, Frame frame) {
        step();
        switch (node.kind()) {
            case BLOCK -> {
                for (var statement : node.kids()) {
                    var exit = run(statement, frame);
                    if (exit != Exit.NONE) {
                        return exit;
                    }
                }
                return Exit.NONE;
            }
            case VAR -> {
                if (node.kid(0) instanceof Ident ident && ident.binding() != null) {
                    if (node.size() > 1) {
                        frame.values.put(ident.binding(), evaluate(node.kid(1), frame));
                    } else {
                        frame.values.putIfAbsent(ident.binding(), UNDEFINED);
                    }
                    return Exit.NONE;
                }
                throw new Unknown("pattern");
            }
            case EXPRESSION -> {
                evaluate(node.kid(0), frame);
                return Exit.NONE;
            }
            case RETURN -> {
                result = node.size() > 0 ? evaluate(node.kid(0), frame) : UNDEFINED;
                return Exit.RETURN;
            }
            case IF -> {
                if (MachineLibrary.isTrue(evaluate(node.kid(0), frame))) {
                    return run(node.kid(1), frame);
                }
                return node.size() > 2 ? run(node.kid(2), frame) : Exit.NONE;
            }
            case FOR -> {
                return loop(node, frame);
            }
            case DO -> {
                do {
                    var exit = run(node.kid(1), frame);
                    if (exit == Exit.BREAK || exit == Exit.RETURN) {
                        return exit == Exit.RETURN ? exit : Exit.NONE;
                    }
                } while (MachineLibrary.isTrue(evaluate(node.kid(0), frame)));
                return Exit.NONE;
            }
            case FOR_OF -> {
                return each(node, frame);
            }
            case TRY -> {
                try {
                    return run(node.kid(0), frame);
                } catch (Thrown e) {
                    return node.size() > 1 ? run(node.kid(1), frame) : Exit.NONE;
                }
            }
            case CATCH -> {
                return run(node.kid(1), frame);
            }
            case THROW -> throw new Thrown();
            case BREAK -> {
                return Exit.BREAK;
            }
            case CONTINUE -> {
                return Exit.CONTINUE;
            }
            case EMPTY -> {
                return Exit.NONE;
            }
            default -> throw new Unknown(node.kind().name());
        }
    }

    private Exit loop(Node loop, Frame frame) {
        while (loop.kid(0).is(Kind.EMPTY) || MachineLibrary.isTrue(evaluate(loop.kid(0), frame))) {
            var exit = run(loop.kid(2), frame);
            if (exit == Exit.BREAK) {
                return Exit.NONE;
            }
            if (exit == Exit.RETURN) {
                return exit;
            }
            if (!loop.kid(1).is(Kind.EMPTY)) {
                evaluate(loop.kid(1), frame);
            }
            step();
        }
        return Exit.NONE;
    }

    private Exit each(Node loop, Frame frame) {
        if (!(loop.kid(0) instanceof Ident target) || target.binding() == null) {
            throw new Unknown("pattern");
        }
        for (var element : MachineLibrary.list(evaluate(loop.kid(1), frame))) {
            frame.values.put(target.binding(), element);
            var exit = run(loop.kid(2), frame);
            if (exit == Exit.BREAK) {
                return Exit.NONE;
            }
            if (exit == Exit.RETURN) {
                return exit;
            }
        }
        return Exit.NONE;
    }

    // Expressions

    Object evaluate(Node node, Frame frame) {
        step();
        return switch (node.kind()) {
            case STRING -> node.name();
            case NUMBER -> number(node);
            case BOOLEAN -> node.isNamed("true");
            case NULL, UNDEFINED -> UNDEFINED;
            case TEMPLATE -> {
                var text = new StringBuilder();
                for (var part : node.kids()) {
                    text.append(MachineLibrary.text(evaluate(part, frame)));
                }
                yield text.toString();
            }
            case IDENT -> name((Ident) node, frame);
            case PARAMETER -> argument((Parameter) node, frame);
            case FUNCTION -> new Closure((Fn) node, frame);
            case ARRAY -> {
                var list = new ArrayList<Object>(node.size());
                for (var kid : node.kids()) {
                    if (kid.is(Kind.SPREAD)) {
                        list.addAll(MachineLibrary.list(evaluate(kid.kid(0), frame)));
                    } else {
                        list.add(evaluate(kid, frame));
                    }
                }
                yield list;
            }
            case OBJECT -> object(node, frame);
            case MEMBER -> property(evaluate(node.kid(0), frame), node.name());
            case INDEX ->
                    property(
                            evaluate(node.kid(0), frame),
                            MachineLibrary.text(evaluate(node.kid(1), frame)));
            case CALL -> called(node, frame);
            case BINARY ->
                    MachineLibrary.binary(
                            node.name(),
                            evaluate(node.kid(0), frame),
                            evaluate(node.kid(1), frame));
            case UNARY -> MachineLibrary.unary(node.name(), evaluate(node.kid(0), frame));
            case LOGICAL -> {
                var left = evaluate(node.kid(0), frame);
                var takesLeft =
                        switch (node.name()) {
                            case "&&" -> !MachineLibrary.isTrue(left);
                            case "||" -> MachineLibrary.isTrue(left);
                            default -> left != UNDEFINED;
                        };
                yield takesLeft ? left : evaluate(node.kid(1), frame);
            }
            case CONDITIONAL ->
                    evaluate(
                            node.kid(MachineLibrary.isTrue(evaluate(node.kid(0), frame)) ? 1 : 2),
                            frame);
            case SEQUENCE -> {
                evaluate(node.kid(0), frame);
                yield evaluate(node.kid(1), frame);
            }
            case ASSIGN -> {
                var operator = node.name();
                var value = evaluate(node.kid(1), frame);
                if (!operator.equals("=")) {
                    var before = evaluate(node.kid(0), frame);
                    var sign = operator.substring(0, operator.length() - 1);
                    value = MachineLibrary.binary(sign, before, value);
                }
                assign(node.kid(0), value, frame);
                yield value;
            }
            case UPDATE -> {
                var before = MachineLibrary.number(evaluate(node.kid(0), frame));
                var after = node.isNamed("++") ? before + 1 : before - 1;
                assign(node.kid(0), after, frame);
                // The operand stands first where the operator follows it.
                yield node.start() == node.kid(0).start() ? before : after;
            }
            default -> throw new Unknown(node.kind().name());
        };
    }

    private static Object number(Node node) {
        try {
            return Double.parseDouble(node.name());
        } catch (NumberFormatException e) {
            throw new Unknown("number");
        }
    }

    private static Object argument(Parameter parameter, Frame frame) {
        return parameter.index() < frame.arguments.size()
                ? frame.arguments.get(parameter.index())
                : UNDEFINED;
    }

    private Object name(Ident ident, Frame frame) {
        if (ident.binding() == null) {
            return switch (ident.name()) {
                case "undefined" -> UNDEFINED;
                case "arguments" -> new ArrayList<>(frame.arguments);
                default -> library.global(ident.name());
            };
        }
        return variable(ident.binding(), frame);
    }

    private Object variable(Binding binding, Frame frame) {
        for (var around = frame; around != null; around = around.outer) {
            var value = around.values.get(binding);
            if (value != null) {
                return value;
            }
        }
        // A constant, a table or a function of the file.
        if (binding.owner() == script.top() && !binding.writes().isEmpty()) {
            var first = declaration(binding);
            switch (first.value().kind()) {
                case STRING, NUMBER, ARRAY, FUNCTION, BINARY, CALL -> {
                    if (first.path().isEmpty()) {
                        var value = evaluate(first.value(), top);
                        top.values.put(binding, value);
                        return value;
                    }
                }
                default -> {}
            }
        }
        throw new Unknown(binding.name());
    }

    /** The value that the file itself gives, and not one of its functions when it is called. */
    private Binding.Write declaration(Binding binding) {
        for (var write : binding.writes()) {
            if (write.value() instanceof Fn fn && fn.outer() == script.top()) {
                return write;
            }
        }
        return binding.writes().getFirst();
    }

    private void assign(Node target, Object value, Frame frame) {
        if (target instanceof Ident ident && ident.binding() != null) {
            for (var around = frame; around != null; around = around.outer) {
                if (around.values.containsKey(ident.binding())) {
                    around.values.put(ident.binding(), value);
                    return;
                }
            }
            (ident.binding().owner() == script.top() ? top : frame)
                    .values.put(ident.binding(), value);
        } else if (target.is(Kind.INDEX) || target.is(Kind.MEMBER)) {
            var holder = evaluate(target.kid(0), frame);
            var key =
                    target.is(Kind.MEMBER)
                            ? target.name()
                            : MachineLibrary.text(evaluate(target.kid(1), frame));
            var properties = properties(holder);
            if (properties != null) {
                properties.put(key, value);
            } else {
                MachineLibrary.store(holder, (int) MachineLibrary.number(key), value);
            }
        } else {
            throw new Unknown("assignment");
        }
    }

    private Object object(Node node, Frame frame) {
        var object = new HashMap<String, Object>();
        for (var kid : node.kids()) {
            if (kid.text() == null) {
                throw new Unknown("object");
            }
            object.put(kid.name(), evaluate(kid.kid(0), frame));
        }
        return object;
    }

    private Object property(Object holder, String name) {
        var properties = properties(holder);
        return properties == null
                ? library.property(holder, name)
                : properties.getOrDefault(name, UNDEFINED);
    }

    /** Decoders keep what they have decoded in properties of themselves. */
    @SuppressWarnings("unchecked") // Maps are only ever made here.
    private @Nullable Map<String, Object> properties(Object holder) {
        return switch (holder) {
            case Map<?, ?> map -> (Map<String, Object>) map;
            case Closure closure -> closures.computeIfAbsent(closure.fn(), fn -> new HashMap<>());
            default -> null;
        };
    }

    private Object called(Node call, Frame frame) {
        var callee = call.kid(0);
        var arguments = new ArrayList<Object>(call.size() - 1);
        var receiver = (Object) null;
        var method = "";
        if (callee.is(Kind.MEMBER)) {
            receiver = evaluate(callee.kid(0), frame);
            method = callee.name();
        }
        for (var index = 1; index < call.size(); index++) {
            if (call.kid(index).is(Kind.SPREAD)) {
                arguments.addAll(MachineLibrary.list(evaluate(call.kid(index).kid(0), frame)));
            } else {
                arguments.add(evaluate(call.kid(index), frame));
            }
        }
        var properties = receiver == null ? null : properties(receiver);
        if (properties != null && properties.get(method) instanceof Closure closure) {
            return apply(closure, arguments);
        }
        if (receiver != null) {
            return library.method(receiver, method, arguments);
        }
        return switch (Objects.requireNonNull(evaluate(callee, frame))) {
            case Closure closure -> apply(closure, arguments);
            case MachineLibrary.Global global -> library.function(global.name(), arguments);
            default -> throw new Unknown("call");
        };
    }
}
