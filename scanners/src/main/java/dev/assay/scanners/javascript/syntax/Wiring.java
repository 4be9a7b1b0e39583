package dev.assay.scanners.javascript.syntax;

import dev.assay.scanners.javascript.syntax.Binding.PropertyWrite;
import dev.assay.scanners.javascript.syntax.Binding.Write;

import java.util.Set;

/**
 * Calls that do what a declaration or an assignment could do as well: {@code list.push(x)}, {@code
 * Object.assign(target, more)}, {@code Object.defineProperty(exports, "x", {get})}, and the helpers
 * with which compilers and bundlers export names.
 */
final class Wiring {

    private static final Set<String> CHANGES =
            Set.of("push", "unshift", "append", "set", "add", "setHeader");

    private final Script script;

    Wiring(Script script) {
        this.script = script;
    }

    void look(Fn in, Node call) {
        var callee = call.kid(0);
        for (var index = 1; index < call.size(); index++) {
            var argument = call.kid(index);
            if (argument instanceof Fn fn) {
                fn.setHandedTo(call, index);
            } else if (argument instanceof Ident ident && ident.binding() != null) {
                handed(ident.binding(), call);
            }
        }
        if (callee.is(Kind.MEMBER)) {
            member(in, call, callee);
        } else if (call.size() == 3 && callee instanceof Ident) {
            helper(call);
        }
    }

    /** {@code fill(message)} may write properties of the object that the name holds. */
    private void handed(Binding binding, Node call) {
        var writes = binding.writes();
        if (writes.size() == 1
                && writes.getFirst().value().is(Kind.OBJECT)
                && writes.getFirst().path().isEmpty()) {
            script.objectNames().putIfAbsent(writes.getFirst().value(), binding);
            binding.addHanded(call);
        }
    }

    private void member(Fn in, Node call, Node callee) {
        if (CHANGES.contains(callee.name())) {
            var holder = callee.kid(0);
            if (holder.is(Kind.MEMBER) && holder.isNamed("searchParams")) {
                holder = holder.kid(0);
            }
            if (holder instanceof Ident ident && ident.binding() != null) {
                changed(ident.binding(), call);
            } else if (holder.is(Kind.MEMBER)
                    && holder.kid(0).is(Kind.THIS)
                    && in.thisHolder().owner() instanceof Cls cls) {
                cls.change(in, holder.name(), call);
            }
        } else if (callee.kid(0).isNamed("Object")) {
            switch (callee.name()) {
                case "assign" -> {
                    if (call.size() > 2
                            && call.kid(1) instanceof Ident ident
                            && ident.binding() != null) {
                        changed(ident.binding(), call);
                    }
                }
                case "defineProperty" -> {
                    if (call.size() == 4 && call.kid(2).is(Kind.STRING)) {
                        defined(call.kid(1), call.kid(2).name(), call.kid(3));
                    }
                }
                default -> {}
            }
        } else if (callee.name().endsWith("xportStar")) {
            helper(call);
        }
    }

    private void changed(Binding binding, Node call) {
        binding.addChange(call);
        for (Write write : binding.writes()) {
            switch (write.value().kind()) {
                case NEW, CALL, ARRAY, OBJECT -> {
                    if (write.path().isEmpty()) {
                        script.objectNames().putIfAbsent(write.value(), binding);
                    }
                }
                default -> {}
            }
        }
    }

    private void defined(Node target, String name, Node descriptor) {
        if (!descriptor.is(Kind.OBJECT)) {
            return;
        }
        for (var property : descriptor.kids()) {
            if (property.isNamed("value")) {
                write(target, name, property.kid(0));
            } else if (property.isNamed("get")) {
                write(target, name, result(property.kid(0)));
            }
        }
    }

    /** {@code __exportStar(require("./x"), exports)} and {@code __export(ns, {x: () => x})}. */
    private void helper(Node call) {
        var first = call.kid(1);
        var second = call.kid(2);
        if (isExports(second)
                && first.is(Kind.CALL)
                && first.size() == 2
                && first.kid(0).isNamed("require")
                && first.kid(1).is(Kind.STRING)) {
            script.addExport(new Script.Export("*", "*", first.kid(1).name()));
        } else if (first instanceof Ident ident
                && ident.binding() != null
                && second.is(Kind.OBJECT)
                && areGetters(second)) {
            for (var property : second.kids()) {
                write(first, property.name(), result(property.kid(0)));
            }
        }
    }

    private static boolean isExports(Node node) {
        return node instanceof Ident ident && ident.binding() == null && ident.isNamed("exports");
    }

    private static boolean areGetters(Node object) {
        for (var property : object.kids()) {
            if (property.text() == null
                    || !(property.kid(0) instanceof Fn fn)
                    || !fn.isArrow()
                    || !fn.parameters().isEmpty()) {
                return false;
            }
        }
        return object.size() > 0;
    }

    private void write(Node target, String name, Node value) {
        if (isExports(target)) {
            script.addExportWrite(name, value);
        } else if (target instanceof Ident ident && ident.binding() != null) {
            ident.binding().addPropertyWrite(new PropertyWrite(name, null, value));
        }
    }

    /** What a function gives, as the call that asks for it. */
    private static Node result(Node function) {
        return new Node(Kind.CALL, function.start(), function.end(), null, function);
    }
}
