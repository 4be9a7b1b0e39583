package dev.assay.scanners.jvm;

import java.lang.classfile.Attributes;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * Which classes running code may come to: from where the package says that it starts, along the
 * names in the classes. Of a package that says nothing, every public class is a beginning, because
 * anybody may call it; and so is a class with annotations, because frameworks look for those.
 */
final class Reach {

    private final Classes classes;
    private final Set<Cls> reached = new HashSet<>();

    /**
     * @param starts internal names of the classes that something starts by itself
     * @param isProgram whether the package says what starts it
     */
    Reach(Classes classes, Set<String> starts, boolean isProgram) {
        this.classes = classes;
        var waiting = new ArrayDeque<Cls>();
        for (var cls : classes.all()) {
            if (isStart(cls, starts, isProgram)) {
                waiting.add(cls);
            }
        }
        while (!waiting.isEmpty()) {
            var cls = waiting.remove();
            if (reached.add(cls)) {
                follow(cls, waiting);
            }
        }
    }

    private static boolean isStart(Cls cls, Set<String> starts, boolean isProgram) {
        if (starts.contains(cls.name())) {
            return true;
        }
        if (cls.isNested()) {
            return false;
        }
        return !isProgram && cls.isPublic()
                || cls.model().findAttribute(Attributes.runtimeVisibleAnnotations()).isPresent();
    }

    private void follow(Cls cls, ArrayDeque<Cls> waiting) {
        for (var entry : cls.model().constantPool()) {
            var name =
                    switch (entry) {
                        case ClassEntry type -> element(type.asInternalName());
                        // Class.forName("a.b.C")
                        case StringEntry text ->
                                text.stringValue().length() < 300
                                        ? text.stringValue().replace('.', '/')
                                        : "";
                        default -> "";
                    };
            var next = name.isEmpty() ? null : classes.named(name);
            if (next != null && !reached.contains(next)) {
                waiting.add(next);
            }
        }
    }

    private static String element(String name) {
        return name.startsWith("[") ? name.replaceAll("^\\[+L|;$", "") : name;
    }

    boolean reaches(Cls cls) {
        // Of two classes with one name either may be the one that is loaded.
        var named = classes.named(cls.name());
        return reached.contains(cls) || named != null && reached.contains(named);
    }

    /** The files of the reached classes. */
    Set<String> files() {
        var files = new HashSet<String>();
        for (var cls : classes.all()) {
            if (reaches(cls)) {
                files.add(cls.file());
            }
        }
        return files;
    }
}
