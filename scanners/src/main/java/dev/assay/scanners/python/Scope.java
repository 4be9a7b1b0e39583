package dev.assay.scanners.python;

import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of a file, a function or a class while it is translated. */
final class Scope {

    private final @Nullable Scope outer;
    private final boolean ofClass;
    private final Fn fn;
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> modules = new HashMap<>();
    private @Nullable String self;
    private boolean yields;

    Scope(@Nullable Scope outer, boolean ofClass, Fn fn) {
        this.outer = outer;
        this.ofClass = ofClass;
        this.fn = fn;
    }

    Fn fn() {
        return fn;
    }

    @Nullable Scope outer() {
        return outer;
    }

    boolean isFile() {
        return outer == null;
    }

    /** A name that is given a value here: it belongs to the function, wherever that stands. */
    void declare(String name, int at) {
        if (!ofClass && names.add(name)) {
            fn.hoisted().add(new Ident(at, at, name));
        }
    }

    /** A parameter, which is declared by being one. */
    void parameter(String name) {
        names.add(name);
    }

    /** A name that an import gives, with what it means. */
    void imported(String name, String meaning) {
        modules.put(name, meaning);
    }

    void setSelf(String name) {
        self = name;
    }

    void setYields() {
        yields = true;
    }

    boolean yields() {
        return yields;
    }

    private @Nullable Scope holder(String name) {
        for (var scope = this; scope != null; scope = scope.outer) {
            if (name.equals(scope.self)
                    || scope.names.contains(name)
                    || scope.modules.containsKey(name)) {
                return scope;
            }
        }
        return null;
    }

    boolean isBound(String name) {
        return holder(name) != null;
    }

    /** Whether a name is the object that the method around it is called on. */
    boolean isSelf(String name) {
        var holder = holder(name);
        return holder != null && name.equals(holder.self);
    }

    /** The same for a name that this scope itself imports. */
    @Nullable String meaningHere(String name) {
        return modules.get(name);
    }

    /** The module, or the thing in one, that a name was imported as; null where it is neither. */
    @Nullable String meaning(String name) {
        var holder = holder(name);
        return holder == null ? null : holder.modules.get(name);
    }
}
