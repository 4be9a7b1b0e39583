package dev.assay.scanners.jvm;

import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A class as it was read, with its methods by name and descriptor. */
final class Cls {

    private final String file;
    private final ClassModel model;
    private final String name;
    private final String superName;
    private final List<String> interfaces = new ArrayList<>();
    private final Map<String, Method> methods = new LinkedHashMap<>();

    Cls(String file, ClassModel model) {
        this.file = file;
        this.model = model;
        this.name = model.thisClass().asInternalName();
        this.superName = model.superclass().map(entry -> entry.asInternalName()).orElse("");
        model.interfaces().forEach(entry -> interfaces.add(entry.asInternalName()));
        for (MethodModel method : model.methods()) {
            var own = new Method(this, method);
            methods.putIfAbsent(own.key(), own);
        }
    }

    /** The path inside the package. */
    String file() {
        return file;
    }

    ClassModel model() {
        return model;
    }

    /** The internal name, with slashes. */
    String name() {
        return name;
    }

    String superName() {
        return superName;
    }

    List<String> interfaces() {
        return interfaces;
    }

    Map<String, Method> methods() {
        return methods;
    }

    boolean isPublic() {
        return model.flags().has(AccessFlag.PUBLIC);
    }

    boolean isAbstract() {
        return model.flags().has(AccessFlag.ABSTRACT);
    }

    /** Whether it lies in a jar inside of the jar. */
    boolean isNested() {
        return file.contains(dev.assay.scanners.artifact.ZipReader.INSIDE);
    }

    /** The name without its package. */
    String simpleName() {
        return simple(name);
    }

    static String simple(String internalName) {
        return internalName.substring(internalName.lastIndexOf('/') + 1);
    }
}
