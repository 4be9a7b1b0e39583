package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.Via;

import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.constant.ClassDesc;
import java.util.function.Consumer;

/** The values of constants, each string told to whoever listens. */
final class Constants {

    private final Consumer<Text> strings;

    Constants(Consumer<Text> strings) {
        this.strings = strings;
    }

    Val of(ConstantInstruction constant, Origin at) {
        return switch (constant.constantValue()) {
            case String text -> {
                var made = new Text(text, Via.PLAIN, at);
                strings.accept(made);
                yield Val.of(made);
            }
            case Integer number -> Val.of(number);
            case Long number -> Val.wide(number);
            case ClassDesc type -> Val.symbol("class:" + Site.internal(type));
            default ->
                    constant.typeKind() == TypeKind.DOUBLE || constant.typeKind() == TypeKind.LONG
                            ? Val.WIDE
                            : Val.UNKNOWN;
        };
    }
}
