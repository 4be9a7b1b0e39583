package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Opcode;

/** Whole numbers as the virtual machine computes them; anything else is unknown. */
final class Arithmetic {

    private Arithmetic() {}

    static Val operate(Opcode opcode, Val left, Val right) {
        var a = left.number();
        var b = right.number();
        if (a == null || b == null) {
            return isWide(opcode) ? Val.WIDE : Val.UNKNOWN;
        }
        var result = result(opcode, a, b);
        if (result == null) {
            return isWide(opcode) ? Val.WIDE : Val.UNKNOWN;
        }
        return isWide(opcode) ? Val.wide(result) : Val.of(result.intValue());
    }

    private static boolean isWide(Opcode opcode) {
        return switch (opcode) {
            case LADD,
                    LSUB,
                    LMUL,
                    LDIV,
                    LREM,
                    LAND,
                    LOR,
                    LXOR,
                    LSHL,
                    LSHR,
                    LUSHR,
                    LNEG,
                    DADD,
                    DSUB,
                    DMUL,
                    DDIV,
                    DREM,
                    DNEG ->
                    true;
            default -> false;
        };
    }

    private static @Nullable Long result(Opcode opcode, long a, long b) {
        var x = (int) a;
        var y = (int) b;
        return switch (opcode) {
            case IADD -> (long) (x + y);
            case ISUB -> (long) (x - y);
            case IMUL -> (long) (x * y);
            case IDIV -> y == 0 ? null : (Long) (long) (x / y);
            case IREM -> y == 0 ? null : (Long) (long) (x % y);
            case IAND -> (long) (x & y);
            case IOR -> (long) (x | y);
            case IXOR -> (long) (x ^ y);
            case ISHL -> (long) (x << y);
            case ISHR -> (long) (x >> y);
            case IUSHR -> (long) (x >>> y);
            case LADD -> a + b;
            case LSUB -> a - b;
            case LMUL -> a * b;
            case LDIV -> b == 0 ? null : (Long) (a / b);
            case LREM -> b == 0 ? null : (Long) (a % b);
            case LAND -> a & b;
            case LOR -> a | b;
            case LXOR -> a ^ b;
            case LSHL -> a << y;
            case LSHR -> a >> y;
            case LUSHR -> a >>> y;
            case LCMP -> (long) Long.compare(a, b);
            default -> null;
        };
    }

    static Val negate(Opcode opcode, Val value) {
        var number = value.number();
        return switch (opcode) {
            case INEG -> number == null ? Val.UNKNOWN : Val.of(-number.intValue());
            case LNEG -> number == null ? Val.WIDE : Val.wide(-number);
            case DNEG -> Val.WIDE;
            default -> Val.UNKNOWN;
        };
    }

    static Val convert(Opcode opcode, Val value) {
        var number = value.number();
        return switch (opcode) {
            case I2L -> number == null ? Val.WIDE : Val.wide(number.intValue());
            case L2I -> number == null ? Val.UNKNOWN : Val.of(number.intValue());
            case I2B -> number == null ? Val.UNKNOWN : Val.of(number.byteValue());
            case I2C -> number == null ? Val.UNKNOWN : Val.of((char) number.intValue());
            case I2S -> number == null ? Val.UNKNOWN : Val.of(number.shortValue());
            case I2D, L2D, F2L, F2D, D2L -> Val.WIDE;
            default -> Val.UNKNOWN;
        };
    }

    /** Whether a branch is taken; null where the operands are not known. */
    static @Nullable Boolean taken(Opcode opcode, @Nullable Long left, @Nullable Long right) {
        if (left == null || right == null) {
            return null;
        }
        long a = left;
        long b = right;
        return switch (opcode) {
            case IFEQ, IF_ICMPEQ -> a == b;
            case IFNE, IF_ICMPNE -> a != b;
            case IFLT, IF_ICMPLT -> a < b;
            case IFGE, IF_ICMPGE -> a >= b;
            case IFGT, IF_ICMPGT -> a > b;
            case IFLE, IF_ICMPLE -> a <= b;
            default -> null;
        };
    }
}
