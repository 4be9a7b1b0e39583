package dev.assay.scanners.jvm;

import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Words;

import java.io.ByteArrayOutputStream;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Fingerprints of methods: a hash over the instructions with what they mean and nothing of where
 * they stand. The constant pool's order, line numbers, names and slots of variables, labels and the
 * packages of the jar's own classes count for nothing, so that a method that was compiled again or
 * moved is the same method.
 */
final class Prints {

    /** In bytes: half a SHA-256, beyond any collision that could be searched for. */
    private static final int HASH = 16;

    private static final String LAMBDA = "lambda$";

    private final Classes classes;
    private final Words words = new Words();
    private final MessageDigest digest;

    Prints(Classes classes) {
        this.classes = classes;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @param place where it stands in the listing of its class
     */
    FunctionPrint of(Method method, Listing.Span place) {
        var code = method.code();
        if (code == null) {
            throw new IllegalArgumentException(method.title() + " has no code");
        }
        var print = new Writer(code, false);
        var shape = new Writer(code, true);
        descriptor(method, print, shape);
        var first = 0;
        var last = 0;
        for (var at = 0; at < code.size(); at++) {
            var instruction = code.instructions().get(at);
            print.put(instruction);
            shape.put(instruction);
            var line = code.lines()[at];
            if (line > 0) {
                first = first == 0 ? line : Math.min(first, line);
                last = Math.max(last, line);
            }
        }
        for (var handler : code.handlers()) {
            print.text("catch");
            shape.text("catch");
        }
        var made = print.hash();
        method.print(made);
        return new FunctionPrint(
                made,
                shape.hash(),
                code.size(),
                words.encode(),
                method.owner().file(),
                place.start(),
                place.end(),
                first,
                last,
                name(method));
    }

    /** Compilers number their lambdas through a class. */
    private static String name(Method method) {
        if (method.isSynthetic() && method.name().startsWith(LAMBDA)) {
            var end = method.name().lastIndexOf('$');
            return method.owner().simpleName()
                    + "."
                    + method.name().substring(LAMBDA.length(), Math.max(LAMBDA.length(), end))
                    + " (lambda)";
        }
        return method.title();
    }

    private void descriptor(Method method, Writer print, Writer shape) {
        for (var type : method.type().parameterList()) {
            print.type(type.descriptorString());
            shape.type(type.descriptorString());
        }
        print.type(method.returnType().descriptorString());
        shape.type(method.returnType().descriptorString());
    }

    private final class Writer {

        private final Code code;
        private final boolean isShape;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<Integer, Integer> slots = new HashMap<>();
        private final Map<Integer, Integer> labels = new HashMap<>();

        Writer(Code code, boolean isShape) {
            this.code = code;
            this.isShape = isShape;
        }

        String hash() {
            return HexFormat.of().formatHex(digest.digest(bytes.toByteArray()), 0, HASH);
        }

        void text(String text) {
            var encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            bytes.writeBytes(encoded);
        }

        private void number(int value) {
            bytes.write(value >> 24);
            bytes.write(value >> 16);
            bytes.write(value >> 8);
            bytes.write(value);
        }

        private void slot(int slot) {
            number(slots.computeIfAbsent(slot, key -> slots.size()));
        }

        private void label(Label label) {
            number(labels.computeIfAbsent(code.target(label), key -> labels.size()));
        }

        /** Of the jar's own classes the name without the package; of their shape nothing. */
        void type(String descriptor) {
            var dims = descriptor.lastIndexOf('[') + 1;
            var element = descriptor.substring(dims);
            if (!element.startsWith("L")) {
                text(descriptor);
                return;
            }
            text(descriptor.substring(0, dims) + owner(element.substring(1, element.length() - 1)));
        }

        String owner(String internalName) {
            if (!classes.isOwn(internalName)) {
                return internalName;
            }
            return isShape ? "own" : Cls.simple(internalName);
        }

        private String member(String owner, String name) {
            var own = classes.isOwn(owner);
            var lambda = name.startsWith(LAMBDA) || name.startsWith("access$");
            return own && (isShape || lambda) ? "member" : name;
        }

        private void word(String word) {
            if (!isShape) {
                words.add(word);
            }
        }

        void put(Instruction instruction) {
            switch (instruction) {
                case LoadInstruction load -> {
                    text("load" + load.typeKind());
                    slot(load.slot());
                }
                case StoreInstruction store -> {
                    text("store" + store.typeKind());
                    slot(store.slot());
                }
                case IncrementInstruction increment -> {
                    text("inc");
                    slot(increment.slot());
                    number(increment.constant());
                }
                case ConstantInstruction constant -> constant(constant);
                case FieldInstruction field -> {
                    var owner = field.owner().asInternalName();
                    var name = field.name().stringValue();
                    text(field.opcode().name());
                    text(owner(owner));
                    text(member(owner, name));
                    type(field.type().stringValue());
                    word(name);
                }
                case InvokeInstruction call -> {
                    var owner = call.owner().asInternalName();
                    var name = call.name().stringValue();
                    text(call.opcode().name());
                    text(owner(owner));
                    text(member(owner, name));
                    types(call.typeSymbol().parameterArray(), call.typeSymbol().returnType());
                    if (!name.startsWith(LAMBDA) && !name.startsWith("<")) {
                        word(name);
                    }
                    word(Cls.simple(owner));
                }
                case InvokeDynamicInstruction call -> dynamic(call);
                case NewObjectInstruction made -> {
                    text("new");
                    text(owner(made.className().asInternalName()));
                }
                case NewReferenceArrayInstruction made -> {
                    text("anewarray");
                    text(owner(made.componentType().asInternalName()));
                }
                case TypeCheckInstruction check -> {
                    text(check.opcode().name());
                    text(owner(check.type().asInternalName()));
                }
                case BranchInstruction branch -> {
                    text(branch.opcode() == Opcode.GOTO_W ? "GOTO" : branch.opcode().name());
                    label(branch.target());
                }
                case TableSwitchInstruction table -> {
                    text("switch");
                    label(table.defaultTarget());
                    table.cases()
                            .forEach(
                                    each -> {
                                        number(each.caseValue());
                                        label(each.target());
                                    });
                }
                case LookupSwitchInstruction lookup -> {
                    text("switch");
                    label(lookup.defaultTarget());
                    lookup.cases()
                            .forEach(
                                    each -> {
                                        number(each.caseValue());
                                        label(each.target());
                                    });
                }
                default -> {
                    if (instruction.opcode() != Opcode.NOP) {
                        text(instruction.opcode().name());
                    }
                }
            }
        }

        private void types(ClassDesc[] parameters, ClassDesc returned) {
            for (var type : parameters) {
                type(type.descriptorString());
            }
            type(returned.descriptorString());
        }

        private void constant(ConstantInstruction constant) {
            text("const");
            switch (constant.constantValue()) {
                case String text -> {
                    text(text);
                    if (!isShape) {
                        words.addParts(text);
                    }
                }
                case ClassDesc type -> type(type.descriptorString());
                case Object value -> {
                    text(value.getClass().getSimpleName() + " " + value);
                    if (value instanceof Number number && Math.abs(number.longValue()) > 9) {
                        word(String.valueOf(value));
                    }
                }
            }
        }

        private void dynamic(InvokeDynamicInstruction call) {
            text("indy");
            text(call.bootstrapMethod().methodName());
            types(call.typeSymbol().parameterArray(), call.typeSymbol().returnType());
            for (var arg : call.bootstrapArgs()) {
                switch (arg) {
                    case String text -> {
                        text(text);
                        if (!isShape) {
                            words.addParts(text);
                        }
                    }
                    case DirectMethodHandleDesc handle -> {
                        var owner = Site.internal(handle.owner());
                        text(owner(owner));
                        text(member(owner, handle.methodName()));
                    }
                    case java.lang.constant.MethodTypeDesc type ->
                            types(type.parameterArray(), type.returnType());
                    default -> text(arg.getClass().getSimpleName());
                }
            }
        }
    }
}
