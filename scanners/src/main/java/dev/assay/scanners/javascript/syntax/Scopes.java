package dev.assay.scanners.javascript.syntax;

import dev.assay.scanners.javascript.syntax.Binding.Write;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Binds every name to its declaration in one walk, and notes what is assigned to it, where it is
 * called, and which properties are set on it.
 */
final class Scopes {

    private static final String[] COMMON_JS = {
        "exports", "require", "module", "__filename", "__dirname"
    };

    private final Script script;
    private final boolean wrapped;

    /** The binding that a name means right now; leaving a scope restores what it hid. */
    private final Map<String, Binding> visible = new HashMap<>();

    private final Assignments assignments;
    private final Wiring wiring;
    private Fn function;

    Scopes(Script script, boolean wrapped) {
        this.script = script;
        this.wrapped = wrapped;
        this.assignments = new Assignments(script);
        this.wiring = new Wiring(script);
        this.function = script.top();
    }

    void resolve() {
        script.functions().add(script.top());
        for (var imported : script.imports()) {
            if (!imported.local().isEmpty()) {
                var binding = new Binding(imported.local(), function);
                binding.setImported(imported.from());
                visible.put(imported.local(), binding);
                script.topLevel().put(imported.local(), binding);
            }
        }
        function(script.top());
    }

    // Declarations

    private List<Hidden> declare(List<Ident> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        var hidden = new ArrayList<Hidden>(names.size());
        for (var ident : names) {
            declare(ident, hidden);
        }
        return hidden;
    }

    private record Hidden(String name, @Nullable Binding binding) {}

    private Binding declare(Ident ident, List<Hidden> hidden) {
        var name = ident.name();
        var known = visible.get(name);
        if (known != null && known.owner() == function && isDeclaredIn(hidden, name)) {
            ident.bind(known);
            return known;
        }
        var binding = new Binding(name, function);
        hidden.add(new Hidden(name, visible.put(name, binding)));
        ident.bind(binding);
        return binding;
    }

    /**
     * Small scopes are searched, large ones assumed: a name declared twice is rare and harmless.
     */
    private static boolean isDeclaredIn(List<Hidden> hidden, String name) {
        if (hidden.size() > 64) {
            return true;
        }
        for (var entry : hidden) {
            if (entry.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private void restore(List<Hidden> hidden) {
        for (var index = hidden.size() - 1; index >= 0; index--) {
            var entry = hidden.get(index);
            if (entry.binding() == null) {
                visible.remove(entry.name());
            } else {
                visible.put(entry.name(), entry.binding());
            }
        }
    }

    // Walk

    private void function(Fn fn) {
        var outer = function;
        function = fn;
        var hidden = new ArrayList<Hidden>(fn.parameters().size() + fn.hoisted().size());
        if (fn.text() != null) {
            var self = declare(new Ident(fn.start(), fn.start(), fn.name()), hidden);
            self.writes().add(new Write(fn, List.of(), null));
            fn.addName(self);
        }
        for (var index = 0; index < fn.parameters().size(); index++) {
            var ident = fn.parameters().get(index);
            var binding = declare(ident, hidden);
            var value = new Parameter(ident.start(), ident.end(), fn, index, false);
            binding.writes().add(new Write(value, List.of(), null));
        }
        if (wrapped && outer == script.top() && fn.outer() == script.top()) {
            // The wrapper's own parameters are what Node provides: the same as globals.
            for (var name : COMMON_JS) {
                hidden.add(new Hidden(name, visible.remove(name)));
            }
        }
        for (var ident : fn.hoisted()) {
            declare(ident, hidden);
        }
        visit(fn.body());
        if (isTop(fn)) {
            for (var entry : hidden) {
                keepTopLevel(entry.name());
            }
        }
        restore(hidden);
        function = outer;
    }

    private boolean isTop(Fn fn) {
        return fn == script.top() || wrapped && fn.outer() == script.top();
    }

    private void keepTopLevel(String name) {
        var binding = visible.get(name);
        if (binding != null) {
            script.topLevel().putIfAbsent(name, binding);
        }
    }

    private void block(Block block) {
        var hidden = declare(block.declared());
        for (var statement : block.kids()) {
            visit(statement);
        }
        if (isTop(function) && block == function.body()) {
            for (var entry : hidden) {
                keepTopLevel(entry.name());
            }
        }
        restore(hidden);
    }

    private void visitAll(Node node) {
        for (var kid : node.kids()) {
            visit(kid);
        }
    }

    private void visit(Node node) {
        switch (node.kind()) {
            case BLOCK -> block((Block) node);
            case STRING -> script.noteText(node.name());
            case IMPORT -> {
                script.dynamicImports().add(node);
                visitAll(node);
            }
            case FUNCTION -> {
                var fn = (Fn) node;
                script.functions().add(fn);
                function(fn);
            }
            case CLASS -> cls((Cls) node);
            case IDENT -> {
                var ident = (Ident) node;
                if (ident.binding() == null) {
                    ident.bind(visible.get(node.name()));
                }
            }
            case VAR -> {
                visit(node.kid(0));
                if (node.size() > 1) {
                    visit(node.kid(1));
                    assignments.write(function, node.kid(0), node.kid(1));
                }
            }
            case ASSIGN -> {
                script.sites().add(node);
                visitAll(node);
                assignments.assign(function, node);
            }
            case UPDATE -> {
                visitAll(node);
                Assignments.makeOpaque(node.kid(0));
            }
            case FOR_IN, FOR_OF -> {
                var hidden = declare(loopNames(node));
                visitAll(node);
                Assignments.makeOpaque(node.kid(0));
                if (node.is(Kind.FOR_OF)) {
                    assignments.writeEach(function, node.kid(0), node.kid(1));
                }
                restore(hidden);
            }
            case CATCH -> {
                visitAll(node);
                Assignments.makeOpaque(node.kid(0));
            }
            case RETURN -> {
                visitAll(node);
                if (node.size() > 0) {
                    returned(node.kid(0));
                }
            }
            case CALL, NEW -> {
                script.sites().add(node);
                visitAll(node);
                call(node);
                wiring.look(function, node);
            }
            default -> visitAll(node);
        }
    }

    /** The parser keeps no declaration of {@code let} and {@code const} in the head of a loop. */
    private List<Ident> loopNames(Node loop) {
        var head = script.text().substring(loop.start(), loop.kid(0).start());
        if (!head.contains("let") && !head.contains("const")) {
            return List.of();
        }
        var names = new ArrayList<Ident>(1);
        patternNames(loop.kid(0), names);
        return names;
    }

    private static void patternNames(Node pattern, List<Ident> names) {
        switch (pattern.kind()) {
            case IDENT -> names.add((Ident) pattern);
            case OBJECT, ARRAY -> {
                for (var kid : pattern.kids()) {
                    patternNames(kid, names);
                }
            }
            case PROPERTY, SPREAD, ASSIGN -> patternNames(pattern.kid(0), names);
            default -> {}
        }
    }

    private void cls(Cls cls) {
        script.classes().add(cls);
        if (cls.heritage() != null) {
            visit(cls.heritage());
        }
        var hidden = new ArrayList<Hidden>(1);
        var ident = cls.ident();
        if (ident != null) {
            var self = declare(new Ident(ident.start(), ident.end(), ident.name()), hidden);
            self.writes().add(new Write(cls, List.of(), null));
            cls.names().add(self);
        }
        for (var member : cls.kids()) {
            visit(member);
            if (member.is(Kind.PROPERTY)
                    && member.text() != null
                    && !(member.kid(0) instanceof Fn)) {
                cls.write(script, function, member.name(), member.kid(0));
            }
        }
        restore(hidden);
    }

    private void returned(Node value) {
        if (value instanceof Fn fn) {
            fn.setReturned();
        } else if (value instanceof Ident ident
                && ident.binding() != null
                && ident.binding().owner() == function) {
            ident.binding().setReturned();
        }
    }

    private void call(Node call) {
        var callee = call.kid(0);
        switch (callee) {
            case Ident ident -> {
                if (ident.binding() != null) {
                    ident.binding().addCall(call);
                }
            }
            case Fn fn -> fn.directCalls().add(call);
            default -> {
                if (callee.is(Kind.MEMBER)) {
                    script.memberCalls()
                            .computeIfAbsent(callee.name(), name -> new ArrayList<>(2))
                            .add(call);
                } else if (callee.is(Kind.SUPER)) {
                    script.memberCalls()
                            .computeIfAbsent("super", name -> new ArrayList<>(2))
                            .add(call);
                }
            }
        }
    }
}
