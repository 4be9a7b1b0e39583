package dev.assay.scanners.jvm;

import java.util.ArrayList;
import java.util.List;

/** Locals and operand stack at one place of a method. A value of two slots is one entry. */
final class Frame {

    private static final int MOST_STACK = 2_000;

    private final Val[] locals;
    private final List<Val> stack;

    Frame(int locals) {
        this(new Val[Math.max(locals, 1)], new ArrayList<>());
        java.util.Arrays.fill(this.locals, Val.UNKNOWN);
    }

    private Frame(Val[] locals, List<Val> stack) {
        this.locals = locals;
        this.stack = stack;
    }

    Frame copy() {
        return new Frame(locals.clone(), new ArrayList<>(stack));
    }

    /** The same locals with one unknown value on the stack, as where an exception is caught. */
    Frame caught() {
        var stack = new ArrayList<Val>();
        stack.add(Val.UNKNOWN);
        return new Frame(locals.clone(), stack);
    }

    Val local(int slot) {
        return slot >= 0 && slot < locals.length ? locals[slot] : Val.UNKNOWN;
    }

    void local(int slot, Val value) {
        if (slot >= 0 && slot < locals.length) {
            locals[slot] = value;
        }
    }

    void push(Val value) {
        if (stack.size() < MOST_STACK) {
            stack.add(value);
        }
    }

    /** The top; unknown where broken code takes more than there is. */
    Val pop() {
        return stack.isEmpty() ? Val.UNKNOWN : stack.removeLast();
    }

    Val peek() {
        return stack.isEmpty() ? Val.UNKNOWN : stack.getLast();
    }

    /** What comes here by one way or by another. */
    Frame or(Frame other) {
        var both = copy();
        for (var slot = 0; slot < Math.min(locals.length, other.locals.length); slot++) {
            both.locals[slot] = locals[slot].or(other.locals[slot]);
        }
        for (var index = 0; index < Math.min(stack.size(), other.stack.size()); index++) {
            both.stack.set(index, stack.get(index).or(other.stack.get(index)));
        }
        return both;
    }
}
