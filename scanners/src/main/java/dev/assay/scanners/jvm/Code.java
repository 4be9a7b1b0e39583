package dev.assay.scanners.jvm;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instructions of a method by their number.
 *
 * @param lines the source line of each; 0 where it is not told
 * @param targets where labels stand
 * @param handlers what is caught
 * @param names of parameters and variables, by slot
 */
record Code(
        List<Instruction> instructions,
        int[] lines,
        Map<Label, Integer> targets,
        List<Handler> handlers,
        Map<Integer, String> names) {

    /**
     * Instructions from {@code from} to before {@code to} are guarded by what begins at {@code at}.
     */
    record Handler(int from, int to, int at) {}

    static Code of(CodeModel model) {
        var instructions = new ArrayList<Instruction>();
        var lines = new ArrayList<Integer>();
        var targets = new HashMap<Label, Integer>();
        var catches = new ArrayList<ExceptionCatch>();
        var names = new HashMap<Integer, String>();
        var line = 0;
        for (var element : model) {
            switch (element) {
                case Instruction instruction -> {
                    instructions.add(instruction);
                    lines.add(line);
                }
                case LabelTarget target -> targets.put(target.label(), instructions.size());
                case LineNumber number -> line = number.line();
                case ExceptionCatch caught -> catches.add(caught);
                case LocalVariable variable ->
                        names.putIfAbsent(variable.slot(), variable.name().stringValue());
                default -> {}
            }
        }
        var handlers = new ArrayList<Handler>();
        for (var caught : catches) {
            handlers.add(
                    new Handler(
                            targets.getOrDefault(caught.tryStart(), 0),
                            targets.getOrDefault(caught.tryEnd(), 0),
                            targets.getOrDefault(caught.handler(), 0)));
        }
        return new Code(
                List.copyOf(instructions),
                lines.stream().mapToInt(Integer::intValue).toArray(),
                targets,
                List.copyOf(handlers),
                names);
    }

    int size() {
        return instructions.size();
    }

    int target(Label label) {
        return targets.getOrDefault(label, size());
    }

    @Nullable String nameOf(int slot) {
        return names.get(slot);
    }
}
