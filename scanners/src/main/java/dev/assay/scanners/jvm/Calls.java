package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.Holes;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What calls give: methods of the package are followed into, to a bounded depth, where what they
 * are called with makes a difference; methods of libraries are known or else pass on where their
 * data comes from.
 */
final class Calls {

    private static final int DEEPEST = 4;
    private static final int LONGEST = 3_000;

    private final Classes classes;
    private final Fields fields;
    private final Library library;
    private final Graph graph;
    private final Facts facts;
    private final Map<Method, Val> answers = new HashMap<>();
    private final List<Method> running = new ArrayList<>();
    private @Nullable Interpreter interpreter;

    Calls(Classes classes, Fields fields, Library library, Graph graph, Facts facts) {
        this.classes = classes;
        this.fields = fields;
        this.library = library;
        this.graph = graph;
        this.facts = facts;
    }

    void through(Interpreter how) {
        interpreter = how;
    }

    @Nullable Val call(Site site, boolean isVirtual, Activation activation) {
        if (site.isTold()) {
            facts.look(site);
        }
        if (classes.isOwn(site.owner())) {
            var method =
                    classes.called(
                            site.owner(), site.name(), site.type().descriptorString(), isVirtual);
            if (method != null) {
                return own(method, site, activation);
            }
        }
        var known = library.call(site);
        var result = known == null ? passed(site) : known;
        if (site.isTold()) {
            result = facts.called(site, result);
        }
        lambdas(site, activation);
        return result;
    }

    /** Nothing is known of it: its data comes from where that of its arguments does. */
    private static Val passed(Site site) {
        if (!site.returnsReference()) {
            return site.unknown();
        }
        var flow = site.receiver().allFlow();
        for (var arg : site.args()) {
            flow = Val.union(flow, arg.allFlow());
        }
        return Val.flowing(flow);
    }

    /** Functions that are handed to a library run sooner or later. */
    private void lambdas(Site site, Activation activation) {
        for (var arg : site.args()) {
            if (arg.lambda() != null
                    && arg.lambda().captured().stream().anyMatch(Val::isInformative)) {
                run(arg.lambda(), List.of(), activation);
            }
        }
    }

    /** Runs a function with what it captured, and what it is given as far as that is known. */
    @Nullable Val run(Lambda lambda, List<Val> given, Activation activation) {
        var method = classes.called(lambda.owner(), lambda.name(), lambda.descriptor(), false);
        if (method == null || !mayFollow(method, activation)) {
            return null;
        }
        var args = new ArrayList<>(lambda.captured());
        args.addAll(given);
        return follow(method, args, activation, graph.acts(method));
    }

    private Val own(Method method, Site site, Activation activation) {
        if (!mayFollow(method, activation)) {
            return passed(site);
        }
        var args = new ArrayList<Val>();
        if (!method.isStatic()) {
            args.add(site.receiver());
        }
        args.addAll(site.args());
        var isInformed = args.stream().anyMatch(Val::isInformative);
        var acts = site.isTold() && graph.acts(method);
        if (isInformed
                && (acts
                        || site.returnsReference()
                        || site.isConstructor()
                        || takesNumbers(site))) {
            return follow(method, args, activation, acts);
        }
        if (!site.returnsReference()) {
            return site.unknown();
        }
        var known = answers.get(method);
        if (known == null) {
            known = follow(method, args, activation, false);
            if (known.heap() == null) {
                answers.put(method, known);
            }
        }
        return known;
    }

    /** A primitive result that is worked out of constants, as decoders do. */
    private static boolean takesNumbers(Site site) {
        return !site.args().isEmpty()
                && site.args().stream().allMatch(arg -> arg.number() != null || arg.text() != null);
    }

    private boolean mayFollow(Method method, Activation activation) {
        var code = method.code();
        return code != null
                && code.size() <= LONGEST
                && activation.depth() < DEEPEST
                && !running.contains(method);
    }

    private Val follow(Method method, List<Val> args, Activation activation, boolean isTold) {
        return run(new Activation(method, activation.depth() + 1, isTold), args);
    }

    /** Runs a method, its receiver first among its arguments; those left out are unknown. */
    Val run(Activation activation, List<Val> args) {
        var method = activation.method();
        var code = method.code();
        if (code == null || interpreter == null) {
            return Val.UNKNOWN;
        }
        var frame = new Frame(slots(method));
        var slot = 0;
        var types = new ArrayList<ClassDesc>(method.type().parameterList());
        if (!method.isStatic()) {
            types.addFirst(java.lang.constant.ConstantDescs.CD_Object);
        }
        for (var index = 0; index < types.size(); index++) {
            var wide = java.lang.classfile.TypeKind.from(types.get(index)).slotSize() == 2;
            var value = index < args.size() ? args.get(index) : Val.UNKNOWN;
            frame.local(slot, wide == value.wide() ? value : wide ? Val.WIDE : Val.UNKNOWN);
            slot += wide ? 2 : 1;
        }
        running.add(method);
        try {
            return interpreter.run(activation, frame);
        } finally {
            running.removeLast();
        }
    }

    private static int slots(Method method) {
        return method.model()
                .code()
                .map(
                        code ->
                                code
                                                instanceof
                                                java.lang.classfile.attribute.CodeAttribute
                                                        attribute
                                        ? attribute.maxLocals()
                                        : 64)
                .orElse(1);
    }

    void returned(Val value, Activation activation) {
        if (activation.isTold()) {
            facts.returned(value, activation);
        }
    }

    void stored(
            Origin at,
            String owner,
            String name,
            ClassDesc type,
            @Nullable Val object,
            Val value,
            Activation activation) {
        fields.write(owner, name, object, value);
        if (activation.isTold()) {
            facts.stored(at, owner, name, value);
        }
    }

    @Nullable Val dynamic(
            InvokeDynamicInstruction call, Origin at, List<Val> args, Activation activation) {
        var bootstrap = call.bootstrapMethod();
        var maker = Site.internal(bootstrap.owner());
        var bootstrapArgs = call.bootstrapArgs();
        return switch (maker + "." + bootstrap.methodName()) {
            case "java/lang/invoke/StringConcatFactory.makeConcatWithConstants" -> {
                var joined = concatenated(call, at, args);
                if (activation.isTold()) {
                    facts.folded(joined, at);
                }
                yield joined;
            }
            case "java/lang/invoke/StringConcatFactory.makeConcat" -> {
                var joined = Strings.concat(args, call.typeSymbol(), at);
                if (activation.isTold()) {
                    facts.folded(joined, at);
                }
                yield joined;
            }
            case "java/lang/invoke/LambdaMetafactory.metafactory",
                    "java/lang/invoke/LambdaMetafactory.altMetafactory" -> {
                if (bootstrapArgs.size() > 1
                        && bootstrapArgs.get(1) instanceof DirectMethodHandleDesc handle) {
                    var lambda =
                            new Lambda(
                                    Site.internal(call.typeSymbol().returnType()),
                                    Site.internal(handle.owner()),
                                    handle.methodName(),
                                    handle.lookupDescriptor(),
                                    List.copyOf(args));
                    if (activation.isTold()) {
                        facts.made(lambda, at);
                    }
                    yield Val.of(lambda);
                }
                yield Val.UNKNOWN;
            }
            default -> null;
        };
    }

    /** {@code \1} stands for an argument and {@code \2} for a constant (StringConcatFactory). */
    private static Val concatenated(InvokeDynamicInstruction call, Origin at, List<Val> args) {
        var recipe =
                !call.bootstrapArgs().isEmpty()
                                && call.bootstrapArgs().getFirst() instanceof String text
                        ? text
                        : "";
        var parts = new ArrayList<Val>();
        var types = new ArrayList<ClassDesc>();
        var literal = new StringBuilder();
        var arg = 0;
        var constant = 1;
        for (var index = 0; index < recipe.length(); index++) {
            var c = recipe.charAt(index);
            if (c > 2 || c == 0) {
                literal.append(c);
                continue;
            }
            flush(literal, parts, types, at);
            if (c == 1) {
                parts.add(arg < args.size() ? args.get(arg) : Val.UNKNOWN);
                types.add(
                        arg < call.typeSymbol().parameterCount()
                                ? call.typeSymbol().parameterType(arg)
                                : java.lang.constant.ConstantDescs.CD_Object);
                arg++;
            } else {
                var value =
                        constant < call.bootstrapArgs().size()
                                ? String.valueOf(call.bootstrapArgs().get(constant++))
                                : String.valueOf(Holes.HOLE);
                parts.add(Val.of(new Text(value, Via.PLAIN, at)));
                types.add(java.lang.constant.ConstantDescs.CD_String);
            }
        }
        flush(literal, parts, types, at);
        return Strings.concat(parts, types, at);
    }

    private static void flush(
            StringBuilder literal, List<Val> parts, List<ClassDesc> types, Origin at) {
        if (!literal.isEmpty()) {
            parts.add(Val.of(new Text(literal.toString(), Via.PLAIN, at)));
            types.add(java.lang.constant.ConstantDescs.CD_String);
            literal.setLength(0);
        }
    }
}
