package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of a package by name, and which method a call means. */
final class Classes {

    private static final int MOST_IMPLEMENTORS = 3;
    private static final int DEEPEST = 32;

    private final List<Cls> all;
    private final Map<String, Cls> byName = new LinkedHashMap<>();
    private final Map<String, List<Cls>> children = new HashMap<>();

    /**
     * @param all where two have one name, the first is meant by calls
     */
    Classes(List<Cls> all) {
        this.all = List.copyOf(all);
        for (var cls : all) {
            byName.putIfAbsent(cls.name(), cls);
            children.computeIfAbsent(cls.superName(), key -> new ArrayList<>(1)).add(cls);
            for (var type : cls.interfaces()) {
                children.computeIfAbsent(type, key -> new ArrayList<>(1)).add(cls);
            }
        }
    }

    List<Cls> all() {
        return all;
    }

    @Nullable Cls named(String internalName) {
        return byName.get(internalName);
    }

    boolean isOwn(String internalName) {
        return byName.containsKey(internalName);
    }

    /** The method of the package that a call runs; null where it is none, or one of too many. */
    @Nullable Method called(String owner, String name, String descriptor, boolean isVirtual) {
        var key = Method.key(name, descriptor);
        var found = inherited(owner, key);
        if (found != null && found.code() != null) {
            return found;
        }
        if (!isVirtual || !byName.containsKey(owner)) {
            return null;
        }
        var implementors = new ArrayList<Method>();
        implementors(owner, key, implementors, new HashSet<>());
        return implementors.size() == 1 ? implementors.getFirst() : null;
    }

    private void implementors(String type, String key, List<Method> into, Set<String> seen) {
        for (var child : children.getOrDefault(type, List.of())) {
            if (!seen.add(child.name()) || into.size() >= MOST_IMPLEMENTORS) {
                continue;
            }
            var method = child.methods().get(key);
            if (method != null && method.code() != null) {
                into.add(method);
            }
            implementors(child.name(), key, into, seen);
        }
    }

    private @Nullable Method inherited(String owner, String key) {
        var waiting = new ArrayList<String>(List.of(owner));
        var seen = new HashSet<String>();
        while (!waiting.isEmpty() && seen.size() < DEEPEST) {
            var cls = byName.get(waiting.removeFirst());
            if (cls == null || !seen.add(cls.name())) {
                continue;
            }
            var method = cls.methods().get(key);
            if (method != null) {
                return method;
            }
            waiting.add(cls.superName());
            waiting.addAll(cls.interfaces());
        }
        return null;
    }

    /** Whether a class of the package is, or extends, or implements a type. */
    boolean is(String internalName, String type) {
        return is(internalName, type, 0);
    }

    private boolean is(String name, String type, int depth) {
        if (name.equals(type)) {
            return true;
        }
        var cls = byName.get(name);
        if (cls == null || depth > DEEPEST) {
            return false;
        }
        return is(cls.superName(), type, depth + 1)
                || cls.interfaces().stream().anyMatch(each -> is(each, type, depth + 1));
    }
}
