package dev.assay.scanners.jvm;

import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * A call.
 *
 * @param at where it stands
 * @param owner the class it is made on, as an internal name
 * @param receiver what it is made on; unknown for static methods
 * @param isTold whether facts are told, or values followed alone
 */
record Site(
        Origin at,
        String owner,
        String name,
        MethodTypeDesc type,
        Val receiver,
        List<Val> args,
        boolean isStatic,
        boolean isTold) {

    /** {@code HttpClient.send}. */
    String title() {
        var simple = Cls.simple(owner).replace('$', '.');
        return name.equals("<init>") ? simple : simple + "." + name;
    }

    Val arg(int index) {
        return index < args.size() ? args.get(index) : Val.UNKNOWN;
    }

    /** Whether the parameter is a string, or anything a string may be handed to. */
    boolean takesText(int index) {
        return switch (parameter(index)) {
            case "Ljava/lang/String;", "Ljava/lang/CharSequence;", "Ljava/lang/Object;" -> true;
            default -> false;
        };
    }

    String parameter(int index) {
        return index < type.parameterCount() ? type.parameterType(index).descriptorString() : "";
    }

    boolean returnsReference() {
        return !type.returnType().isPrimitive();
    }

    /** The internal name of what it returns; empty for primitives and arrays. */
    String returns() {
        return internal(type.returnType());
    }

    static String internal(ClassDesc type) {
        var descriptor = type.descriptorString();
        return descriptor.startsWith("L") ? descriptor.substring(1, descriptor.length() - 1) : "";
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    /** A value that says nothing, of the width that the call returns. */
    Val unknown() {
        return TypeKind.from(type.returnType()).slotSize() == 2 ? Val.WIDE : Val.UNKNOWN;
    }
}
