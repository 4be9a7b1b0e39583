package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Instruction;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.List;
import java.util.TreeMap;

/**
 * Follows the values through one method. As long as every branch is decided by known values, the
 * method is followed as it would run, loops included, so that what it decodes is known; from the
 * first branch on that is not, every instruction is visited once. What such a run left out is
 * visited too: no code is hidden by a condition.
 */
final class Interpreter {

    private static final int MOST_EXACT = 60_000;

    private final Instructions instructions;
    private final Budget budget;

    Interpreter(Instructions instructions, Budget budget) {
        this.instructions = instructions;
        this.budget = budget;
    }

    /** One method with what it is called with; gives what it returns. */
    Val run(Activation activation, Frame start) {
        return new Run(activation).from(start);
    }

    private final class Run {

        private final Activation activation;
        private final Code code;
        private final TreeMap<Integer, Frame> waiting = new TreeMap<>();
        private final TreeMap<Integer, Frame> leftOut = new TreeMap<>();
        private final boolean[] visited;
        private boolean isExact = true;
        private int exactSteps;
        private @Nullable Val result;

        Run(Activation activation) {
            this.activation = activation;
            this.code = activation.code();
            this.visited = new boolean[code.size()];
        }

        Val from(Frame start) {
            waiting.put(0, start);
            drain();
            var exact = isExact ? result : null;
            isExact = false;
            while (!leftOut.isEmpty()) {
                var next = leftOut.pollFirstEntry();
                if (!visited[next.getKey()]) {
                    waiting.put(next.getKey(), next.getValue());
                    drain();
                }
            }
            if (exact != null) {
                return exact;
            }
            return result == null ? Val.UNKNOWN : result;
        }

        private void drain() {
            while (!waiting.isEmpty() && !budget.isSpent()) {
                var next = waiting.pollFirstEntry();
                follow(next.getKey(), next.getValue());
            }
        }

        private void follow(int from, Frame begin) {
            var frame = begin;
            for (var at = from; at < code.size(); at++) {
                if (!isExact) {
                    if (visited[at]) {
                        return;
                    }
                    var other = at == from ? null : waiting.remove(at);
                    if (other != null) {
                        frame = frame.or(other);
                    }
                } else if (++exactSteps > MOST_EXACT) {
                    isExact = false;
                }
                if (!visited[at]) {
                    handlers(at, frame);
                }
                visited[at] = true;
                if (!budget.spend()) {
                    return;
                }
                var instruction = code.instructions().get(at);
                switch (instruction) {
                    case BranchInstruction branch -> {
                        var next = branch(branch, at, frame);
                        if (next < 0) {
                            return;
                        }
                        at = next - 1;
                    }
                    case TableSwitchInstruction table -> {
                        choose(frame, table.cases(), code.target(table.defaultTarget()));
                        return;
                    }
                    case LookupSwitchInstruction lookup -> {
                        choose(frame, lookup.cases(), code.target(lookup.defaultTarget()));
                        return;
                    }
                    case ReturnInstruction returned -> {
                        returned(returned, frame);
                        return;
                    }
                    case ThrowInstruction thrown -> {
                        frame.pop();
                        return;
                    }
                    default -> step(instruction, at, frame);
                }
            }
        }

        private void step(Instruction instruction, int at, Frame frame) {
            instructions.execute(
                    instruction, new Origin(activation.method(), at), frame, activation);
        }

        private void handlers(int at, Frame frame) {
            for (var handler : code.handlers()) {
                if (handler.from() == at && handler.at() < code.size()) {
                    leave(handler.at(), frame.caught());
                }
            }
        }

        /** The next instruction, or -1 where this way ends. */
        private int branch(BranchInstruction branch, int at, Frame frame) {
            var target = code.target(branch.target());
            var opcode = branch.opcode();
            if (opcode == Opcode.GOTO || opcode == Opcode.GOTO_W) {
                if (isExact) {
                    return target;
                }
                later(target, frame);
                return -1;
            }
            var taken = condition(opcode, frame);
            if (isExact && taken != null) {
                var other = taken ? at + 1 : target;
                leave(other, frame.copy());
                return taken ? target : at + 1;
            }
            isExact = false;
            later(target, frame.copy());
            later(at + 1, frame);
            return -1;
        }

        private @Nullable Boolean condition(Opcode opcode, Frame frame) {
            return switch (opcode) {
                case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE ->
                        Arithmetic.taken(opcode, frame.pop().number(), 0L);
                case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> {
                    var right = frame.pop();
                    yield Arithmetic.taken(opcode, frame.pop().number(), right.number());
                }
                case IFNULL, IFNONNULL -> {
                    frame.pop();
                    yield null;
                }
                case JSR, JSR_W -> {
                    frame.push(Val.UNKNOWN);
                    yield null;
                }
                default -> {
                    frame.pop();
                    frame.pop();
                    yield null;
                }
            };
        }

        private void choose(Frame frame, List<SwitchCase> cases, int otherwise) {
            var number = frame.pop().number();
            if (isExact && number != null) {
                var chosen = otherwise;
                for (var each : cases) {
                    if (each.caseValue() == number) {
                        chosen = code.target(each.target());
                    }
                }
                for (var each : cases) {
                    leave(code.target(each.target()), frame.copy());
                }
                leave(otherwise, frame.copy());
                waiting.put(chosen, frame);
                return;
            }
            isExact = false;
            for (var each : cases) {
                later(code.target(each.target()), frame.copy());
            }
            later(otherwise, frame.copy());
        }

        private void returned(ReturnInstruction returned, Frame frame) {
            if (returned.opcode() == Opcode.RETURN) {
                return;
            }
            var value = frame.pop();
            instructions.returned(value, activation);
            result = result == null ? value : result.or(value);
        }

        private void later(int target, Frame frame) {
            if (target < code.size() && !visited[target]) {
                waiting.merge(target, frame, Frame::or);
            }
        }

        private void leave(int target, Frame frame) {
            if (target < code.size() && !visited[target]) {
                leftOut.putIfAbsent(target, frame);
            }
        }
    }
}
