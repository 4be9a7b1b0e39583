package dev.assay.scanners.jvm;

import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.Instruction;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Reads once all that is asked of a class later. The parser is lazy, so what is broken in a class
 * shows where it is read first, and that has to be before anything is believed of it.
 */
final class Soundness {

    private Soundness() {}

    /**
     * Reads all of it.
     *
     * @throws RuntimeException of whatever kind the parser throws of broken bytes
     */
    static void check(Cls cls) {
        for (var entry : cls.model().constantPool()) {
            switch (entry) {
                case Utf8Entry text -> text.stringValue();
                case ClassEntry type -> type.asSymbol();
                case NameAndTypeEntry member -> descriptor(member.type().stringValue());
                default -> {}
            }
        }
        annotations(cls.model());
        cls.model()
                .findAttribute(Attributes.record())
                .ifPresent(
                        record -> record.components().forEach(each -> each.name().stringValue()));
        for (var field : cls.model().fields()) {
            field.fieldName().stringValue();
            field.findAttribute(Attributes.constantValue())
                    .ifPresent(value -> value.constant().constantValue());
        }
        for (var method : cls.methods().values()) {
            annotations(method.model());
            method.model()
                    .findAttribute(Attributes.runtimeVisibleParameterAnnotations())
                    .ifPresent(
                            all ->
                                    all.parameterAnnotations()
                                            .forEach(
                                                    each ->
                                                            each.forEach(
                                                                    one ->
                                                                            one.elements()
                                                                                    .forEach(
                                                                                            element ->
                                                                                                    element.value()
                                                                                                            .toString()))));
            ParameterNames.of(method);
            var code = method.code();
            if (code != null) {
                code.instructions().forEach(Soundness::check);
            }
        }
    }

    private static void descriptor(String text) {
        if (text.startsWith("(")) {
            MethodTypeDesc.ofDescriptor(text);
        } else {
            ClassDesc.ofDescriptor(text);
        }
    }

    private static void annotations(AttributedElement of) {
        of.findAttribute(Attributes.runtimeVisibleAnnotations())
                .ifPresent(
                        all ->
                                all.annotations()
                                        .forEach(
                                                each -> {
                                                    each.classSymbol();
                                                    each.elements()
                                                            .forEach(
                                                                    element -> {
                                                                        element.name()
                                                                                .stringValue();
                                                                        element.value().toString();
                                                                    });
                                                }));
    }

    private static void check(Instruction instruction) {
        switch (instruction) {
            case ConstantInstruction constant -> constant.constantValue();
            case FieldInstruction field -> {
                field.owner().asInternalName();
                field.name().stringValue();
                field.typeSymbol();
            }
            case InvokeInstruction call -> {
                call.owner().asInternalName();
                call.name().stringValue();
                call.typeSymbol();
            }
            case InvokeDynamicInstruction call -> {
                call.typeSymbol();
                call.bootstrapMethod().methodName();
                call.bootstrapArgs().size();
            }
            case NewObjectInstruction made -> made.className().asInternalName();
            case NewReferenceArrayInstruction made -> made.componentType().asInternalName();
            case TypeCheckInstruction check -> check.type().asInternalName();
            case BranchInstruction branch -> branch.target();
            case TableSwitchInstruction table -> {
                table.defaultTarget();
                table.cases().forEach(SwitchCase::target);
            }
            case LookupSwitchInstruction lookup -> {
                lookup.defaultTarget();
                lookup.cases().forEach(SwitchCase::target);
            }
            case NewPrimitiveArrayInstruction made -> made.typeKind();
            case NewMultiArrayInstruction made -> made.dimensions();
            case LoadInstruction load -> load.slot();
            case StoreInstruction store -> store.slot();
            case IncrementInstruction increment -> increment.constant();
            default -> {}
        }
    }
}
