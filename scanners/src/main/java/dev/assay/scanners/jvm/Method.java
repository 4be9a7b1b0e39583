package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;

/** A method of a class; its code is taken apart when it is first asked for. */
final class Method {

    private final Cls owner;
    private final MethodModel model;
    private final String name;
    private final String descriptor;
    private final MethodTypeDesc type;
    private @Nullable Code code;
    private boolean isRead;
    private String print = "";

    Method(Cls owner, MethodModel model) {
        this.owner = owner;
        this.model = model;
        this.name = model.methodName().stringValue();
        this.descriptor = model.methodType().stringValue();
        this.type = model.methodTypeSymbol();
    }

    static String key(String name, String descriptor) {
        return name + descriptor;
    }

    String key() {
        return key(name, descriptor);
    }

    Cls owner() {
        return owner;
    }

    MethodModel model() {
        return model;
    }

    String name() {
        return name;
    }

    MethodTypeDesc type() {
        return type;
    }

    ClassDesc returnType() {
        return type.returnType();
    }

    boolean isStatic() {
        return model.flags().has(AccessFlag.STATIC);
    }

    boolean isPublic() {
        return model.flags().has(AccessFlag.PUBLIC);
    }

    boolean isNative() {
        return model.flags().has(AccessFlag.NATIVE);
    }

    boolean isSynthetic() {
        return model.flags().has(AccessFlag.SYNTHETIC);
    }

    /** Its instructions; null where it has none. */
    @Nullable Code code() {
        if (!isRead) {
            isRead = true;
            code = model.code().map(Code::of).orElse(null);
        }
        return code;
    }

    /** Its fingerprint; empty until it is made. */
    String print() {
        return print;
    }

    void print(String made) {
        print = made;
    }

    /** {@code Class.method}, as people name it. */
    String title() {
        return switch (name) {
            case "<init>" -> owner.simpleName();
            case "<clinit>" -> owner.simpleName() + " (static)";
            default -> owner.simpleName() + "." + name;
        };
    }
}
