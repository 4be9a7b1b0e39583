package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** What each instruction does to the values on the stack. */
final class Instructions {

    private final Constants constants;
    private final Calls calls;
    private final Fields fields;

    Instructions(Constants constants, Calls calls, Fields fields) {
        this.constants = constants;
        this.calls = calls;
        this.fields = fields;
    }

    void execute(Instruction instruction, Origin at, Frame frame, Activation activation) {
        switch (instruction) {
            case LoadInstruction load -> frame.push(frame.local(load.slot()));
            case StoreInstruction store -> frame.local(store.slot(), frame.pop());
            case ConstantInstruction constant -> frame.push(constants.of(constant, at));
            case InvokeInstruction call -> invoke(call, at, frame, activation);
            case InvokeDynamicInstruction call -> dynamic(call, at, frame, activation);
            case FieldInstruction field -> field(field, at, frame, activation);
            case NewObjectInstruction made ->
                    frame.push(Val.of(new Heap(made.className().asInternalName(), at)));
            case NewPrimitiveArrayInstruction made ->
                    frame.push(array(frame.pop(), primitive(made.typeKind()), at));
            case NewReferenceArrayInstruction made -> frame.push(array(frame.pop(), "[L", at));
            case NewMultiArrayInstruction made -> {
                for (var index = 0; index < made.dimensions(); index++) {
                    frame.pop();
                }
                frame.push(Val.UNKNOWN);
            }
            case ArrayLoadInstruction load -> load(load, frame);
            case ArrayStoreInstruction store -> store(frame);
            case OperatorInstruction operator -> operate(operator, frame);
            case ConvertInstruction convert ->
                    frame.push(Arithmetic.convert(convert.opcode(), frame.pop()));
            case IncrementInstruction increment -> {
                var number = frame.local(increment.slot()).number();
                frame.local(
                        increment.slot(),
                        number == null
                                ? Val.UNKNOWN
                                : Val.of((int) (number + increment.constant())));
            }
            case StackInstruction stack -> shuffle(stack.opcode(), frame);
            case TypeCheckInstruction check -> {
                if (check.opcode() == Opcode.INSTANCEOF) {
                    frame.pop();
                    frame.push(Val.UNKNOWN);
                }
            }
            case MonitorInstruction monitor -> frame.pop();
            default -> {}
        }
    }

    void returned(Val value, Activation activation) {
        calls.returned(value, activation);
    }

    private static String primitive(TypeKind kind) {
        return switch (kind) {
            case BYTE, BOOLEAN -> "[B";
            case CHAR -> "[C";
            default -> "[I";
        };
    }

    private static Val array(Val length, String type, Origin at) {
        var number = length.number();
        var heap =
                number == null || number < 0 || number > 65_536
                        ? new Heap(type, at)
                        : Heap.array(type, number.intValue(), at);
        return Val.of(heap);
    }

    private static void load(ArrayLoadInstruction load, Frame frame) {
        var index = frame.pop().number();
        var array = frame.pop();
        var heap = array.heap();
        var wide = load.typeKind().slotSize() == 2;
        if (heap == null) {
            frame.push(wide ? Val.WIDE : Val.flowing(array.flow()));
        } else if (index != null && index >= 0 && index < heap.elements().size()) {
            frame.push(heap.elements().get(index.intValue()));
        } else if (wide || load.opcode() != Opcode.AALOAD) {
            frame.push(wide ? Val.WIDE : Val.UNKNOWN);
        } else {
            var any = Val.flowing(array.flow());
            for (var element : heap.elements().subList(0, Math.min(64, heap.elements().size()))) {
                any = any.or(element);
            }
            frame.push(any);
        }
    }

    private static void store(Frame frame) {
        var value = frame.pop();
        var index = frame.pop().number();
        var heap = frame.pop().heap();
        if (heap == null) {
            return;
        }
        if (index != null && index < heap.elements().size()) {
            heap.set(index.intValue(), value);
        } else if (value.isInformative()) {
            heap.add(value);
        }
    }

    private static void operate(OperatorInstruction operator, Frame frame) {
        switch (operator.opcode()) {
            case ARRAYLENGTH -> {
                var heap = frame.pop().heap();
                frame.push(
                        heap == null || heap.elements().isEmpty()
                                ? Val.UNKNOWN
                                : Val.of(heap.elements().size()));
            }
            case INEG, LNEG, FNEG, DNEG ->
                    frame.push(Arithmetic.negate(operator.opcode(), frame.pop()));
            default -> {
                var right = frame.pop();
                frame.push(Arithmetic.operate(operator.opcode(), frame.pop(), right));
            }
        }
    }

    private static void shuffle(Opcode opcode, Frame frame) {
        switch (opcode) {
            case POP -> frame.pop();
            case POP2 -> {
                if (!frame.pop().wide()) {
                    frame.pop();
                }
            }
            case DUP -> frame.push(frame.peek());
            case SWAP -> {
                var top = frame.pop();
                var below = frame.pop();
                frame.push(top);
                frame.push(below);
            }
            case DUP_X1 -> duplicate(frame, 1, 1);
            case DUP_X2 -> duplicate(frame, 1, 2);
            case DUP2 -> duplicate(frame, 2, 0);
            case DUP2_X1 -> duplicate(frame, 2, 1);
            case DUP2_X2 -> duplicate(frame, 2, 2);
            default -> {}
        }
    }

    /** Copies so many slots of the top below so many others. */
    private static void duplicate(Frame frame, int slots, int below) {
        var top = take(frame, slots);
        var under = take(frame, below);
        top.forEach(frame::push);
        under.forEach(frame::push);
        top.forEach(frame::push);
    }

    private static List<Val> take(Frame frame, int slots) {
        var taken = new ArrayList<Val>();
        for (var left = slots; left > 0; ) {
            var value = frame.pop();
            taken.addFirst(value);
            left -= value.wide() ? 2 : 1;
        }
        return taken;
    }

    private void field(FieldInstruction field, Origin at, Frame frame, Activation activation) {
        var owner = field.owner().asInternalName();
        var name = field.name().stringValue();
        var type = field.typeSymbol();
        switch (field.opcode()) {
            case GETSTATIC -> frame.push(fields.read(owner, name, type, null, at));
            case GETFIELD -> frame.push(fields.read(owner, name, type, frame.pop(), at));
            case PUTSTATIC -> calls.stored(at, owner, name, type, null, frame.pop(), activation);
            default -> {
                var value = frame.pop();
                calls.stored(at, owner, name, type, frame.pop(), value, activation);
            }
        }
    }

    private void invoke(InvokeInstruction call, Origin at, Frame frame, Activation activation) {
        var type = call.typeSymbol();
        var args = arguments(type, frame);
        var isStatic = call.opcode() == Opcode.INVOKESTATIC;
        var receiver = isStatic ? Val.UNKNOWN : frame.pop();
        var site =
                new Site(
                        at,
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        type,
                        receiver,
                        args,
                        isStatic,
                        activation.isTold());
        var result = calls.call(site, call.opcode() != Opcode.INVOKESPECIAL, activation);
        push(result, type.returnType(), frame);
    }

    private void dynamic(
            InvokeDynamicInstruction call, Origin at, Frame frame, Activation activation) {
        var type = call.typeSymbol();
        var args = arguments(type, frame);
        push(calls.dynamic(call, at, args, activation), type.returnType(), frame);
    }

    private static void push(@Nullable Val result, ClassDesc type, Frame frame) {
        var kind = TypeKind.from(type);
        if (kind == TypeKind.VOID) {
            return;
        }
        if (kind.slotSize() == 2) {
            frame.push(result == null || !result.wide() ? Val.WIDE : result);
        } else {
            frame.push(result == null || result.wide() ? Val.UNKNOWN : result);
        }
    }

    private static List<Val> arguments(MethodTypeDesc type, Frame frame) {
        var args = new ArrayList<Val>(type.parameterCount());
        for (var index = 0; index < type.parameterCount(); index++) {
            args.addFirst(frame.pop());
        }
        return args;
    }
}
