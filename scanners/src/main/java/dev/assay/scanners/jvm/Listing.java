package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
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
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A class as text that people can read and compare: its methods with their instructions, without
 * anything that another compilation of the same source would change. The same class gives the same
 * text, in which functions have their places.
 */
public final class Listing {

    private static final int LONGEST = 400;

    /** Where a method stands in the text. */
    public record Span(int start, int end) {}

    /**
     * A class with the places of its methods in the text.
     *
     * @param name with dots
     * @param methods by name and descriptor: {@code send(Ljava/lang/String;)V}
     */
    public record Places(String name, Map<String, Span> methods) {}

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Span> spans = new HashMap<>();

    private Listing(Cls cls) {
        text.append("class ").append(cls.name().replace('/', '.'));
        if (!cls.superName().equals("java/lang/Object")) {
            text.append(" extends ").append(cls.superName().replace('/', '.'));
        }
        for (var type : cls.interfaces()) {
            text.append(" : ").append(type.replace('/', '.'));
        }
        text.append("\n");
        for (var method : cls.methods().values()) {
            var code = method.code();
            if (code != null) {
                text.append('\n');
                var start = text.length();
                method(method, code);
                spans.put(method.key(), new Span(start, text.length()));
            }
        }
    }

    static Listing of(Cls cls) {
        return new Listing(cls);
    }

    /** The text of a class file; null where the bytes are none that can be read. */
    public static @Nullable String of(byte[] bytes) {
        if (bytes.length < 8 || bytes[0] != (byte) 0xca || bytes[1] != (byte) 0xfe) {
            return null;
        }
        try {
            var cls = new Cls("", ClassFile.of().parse(bytes));
            Soundness.check(cls);
            return new Listing(cls).text.toString();
        } catch (RuntimeException | StackOverflowError e) {
            // Told as unparsed where the class is analysed.
            return null;
        }
    }

    /** Where the methods of a class file stand; null where the bytes are none that can be read. */
    public static @Nullable Places places(byte[] bytes) {
        if (of(bytes) == null) {
            return null;
        }
        var cls = new Cls("", ClassFile.of().parse(bytes));
        return new Places(cls.name().replace('/', '.'), Map.copyOf(new Listing(cls).spans));
    }

    Span of(Method method) {
        return spans.getOrDefault(method.key(), new Span(0, 0));
    }

    private void method(Method method, Code code) {
        text.append(method.name()).append(signature(method.type())).append(" {\n");
        var labels = new TreeMap<Integer, Integer>();
        code.instructions().forEach(each -> targets(each, code, labels));
        code.handlers().forEach(each -> labels.putIfAbsent(each.at(), 0));
        var number = 1;
        for (var label : labels.entrySet()) {
            label.setValue(number++);
        }
        for (var at = 0; at < code.size(); at++) {
            var label = labels.get(at);
            if (label != null) {
                text.append("  L").append(label).append(":\n");
            }
            text.append("    ");
            line(code.instructions().get(at), code, labels);
            text.append('\n');
        }
        for (var handler : code.handlers()) {
            text.append("  catch L").append(labels.get(handler.at())).append('\n');
        }
        text.append("}\n");
    }

    private static void targets(Instruction instruction, Code code, Map<Integer, Integer> labels) {
        switch (instruction) {
            case BranchInstruction branch -> labels.put(code.target(branch.target()), 0);
            case TableSwitchInstruction table -> {
                labels.put(code.target(table.defaultTarget()), 0);
                table.cases().forEach(each -> labels.put(code.target(each.target()), 0));
            }
            case LookupSwitchInstruction lookup -> {
                labels.put(code.target(lookup.defaultTarget()), 0);
                lookup.cases().forEach(each -> labels.put(code.target(each.target()), 0));
            }
            default -> {}
        }
    }

    private void line(Instruction instruction, Code code, Map<Integer, Integer> labels) {
        var opcode = instruction.opcode().name().toLowerCase(Locale.ROOT);
        switch (instruction) {
            case LoadInstruction load -> text.append("load ").append(variable(code, load.slot()));
            case StoreInstruction store ->
                    text.append("store ").append(variable(code, store.slot()));
            case IncrementInstruction increment ->
                    text.append("add ")
                            .append(increment.constant())
                            .append(" to ")
                            .append(variable(code, increment.slot()));
            case ConstantInstruction constant ->
                    text.append("push ").append(constant(constant.constantValue()));
            case FieldInstruction field ->
                    text.append(opcode)
                            .append(' ')
                            .append(name(field.owner().asInternalName()))
                            .append('.')
                            .append(field.name().stringValue());
            case InvokeInstruction call ->
                    text.append("call ")
                            .append(name(call.owner().asInternalName()))
                            .append('.')
                            .append(call.name().stringValue())
                            .append(signature(call.typeSymbol()));
            case InvokeDynamicInstruction call -> {
                text.append("make ").append(call.bootstrapMethod().methodName());
                call.bootstrapArgs().forEach(arg -> text.append(' ').append(constant(arg)));
            }
            case NewObjectInstruction made ->
                    text.append("new ").append(name(made.className().asInternalName()));
            case NewReferenceArrayInstruction made ->
                    text.append("new ")
                            .append(name(made.componentType().asInternalName()))
                            .append("[]");
            case TypeCheckInstruction check ->
                    text.append(opcode).append(' ').append(name(check.type().asInternalName()));
            case BranchInstruction branch ->
                    text.append(opcode).append(' ').append(label(branch.target(), code, labels));
            case TableSwitchInstruction table ->
                    choice(table.cases(), table.defaultTarget(), code, labels);
            case LookupSwitchInstruction lookup ->
                    choice(lookup.cases(), lookup.defaultTarget(), code, labels);
            default -> text.append(opcode);
        }
    }

    private void choice(
            List<SwitchCase> cases, Label otherwise, Code code, Map<Integer, Integer> labels) {
        text.append("switch");
        for (var each : cases) {
            text.append(' ')
                    .append(each.caseValue())
                    .append(':')
                    .append(label(each.target(), code, labels));
        }
        text.append(" else:").append(label(otherwise, code, labels));
    }

    private static String label(Label label, Code code, Map<Integer, Integer> labels) {
        return "L" + labels.getOrDefault(code.target(label), 0);
    }

    private static String variable(Code code, int slot) {
        var name = code.nameOf(slot);
        return name == null ? "#" + slot : name;
    }

    private static String name(String internalName) {
        return internalName.replace('/', '.');
    }

    private static String signature(MethodTypeDesc type) {
        return type.parameterList().stream()
                        .map(each -> each.displayName())
                        .collect(Collectors.joining(", ", "(", ")"))
                + (type.returnType().descriptorString().equals("V")
                        ? ""
                        : " " + type.returnType().displayName());
    }

    private static String constant(Object value) {
        var shown =
                switch (value) {
                    case String text -> quoted(text);
                    case java.lang.constant.ClassDesc type -> type.displayName() + ".class";
                    case java.lang.constant.DirectMethodHandleDesc handle ->
                            handle.owner().displayName() + "." + handle.methodName();
                    case MethodTypeDesc type -> signature(type);
                    default -> String.valueOf(value);
                };
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints()
                .limit(LONGEST * 4L)
                .forEach(
                        c -> {
                            switch (c) {
                                case '\n' -> quoted.append("\\n");
                                case '"' -> quoted.append("\\\"");
                                default -> {
                                    if (c < ' '
                                            || Character.getType(c) == Character.FORMAT
                                            || Character.getType(c) == Character.SURROGATE
                                            || Character.getType(c) == Character.CONTROL) {
                                        quoted.append(String.format("\\u{%x}", c));
                                    } else {
                                        quoted.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return quoted.append('"').toString();
    }
}
