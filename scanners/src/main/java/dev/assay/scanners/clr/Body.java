package dev.assay.scanners.clr;

import java.util.ArrayList;
import java.util.List;

/** The instructions of a method that are looked at, in their order (ECMA-335, II.25.4 and III). */
final class Body {

    /** What an instruction does. */
    sealed interface Step {

        /** A text is put on the stack. */
        record Text(String text) implements Step {}

        /** Something is called, or made. */
        record Call(String member) implements Step {}

        /** Anything else, which ends a run of texts. */
        record Other() implements Step {}
    }

    private static final Step OTHER = new Step.Other();

    private Body() {}

    /**
     * Reads one.
     *
     * @param budget what the bodies of one package may cost together: many may be one and the same
     */
    static List<Step> of(Bytes from, Metadata metadata, Names names, Budget budget)
            throws MalformedAssemblyException {
        var first = from.u1(0);
        var code =
                (first & 3) == 2
                        ? from.part(1, first >> 2)
                        : from.part(from.u2(0) >> 12 << 2, from.u4(4));
        if ((first & 3) < 2) {
            throw new MalformedAssemblyException("a method of it begins by no header");
        }
        budget.spend(code.length());
        var steps = new ArrayList<Step>();
        for (var at = 0L; at < code.length(); ) {
            var opcode = code.u1(at++);
            if (opcode == 0xfe) {
                var second = code.u1(at++);
                at += afterPrefix(second);
                steps.add(OTHER);
                continue;
            }
            switch (opcode) {
                case 0x72 -> {
                    var text = metadata.userText(code.u4(at) & 0xffffff);
                    budget.spend(text.length());
                    steps.add(new Step.Text(text));
                }
                case 0x28, 0x6f, 0x73 -> steps.add(new Step.Call(names.member(code.u4(at))));
                case 0x45 -> {
                    at += 4L * code.u4(at);
                    steps.add(OTHER);
                }
                default -> steps.add(OTHER);
            }
            at += operand(opcode);
        }
        return steps;
    }

    /** The bytes behind an instruction (III.1.2.1 and following). */
    private static int operand(int opcode) throws MalformedAssemblyException {
        if (opcode >= 0x0e && opcode <= 0x13
                || opcode == 0x1f
                || opcode >= 0x2b && opcode <= 0x37
                || opcode == 0xde) {
            return 1;
        }
        if (opcode == 0x21 || opcode == 0x23) {
            return 8;
        }
        if (opcode == 0x20
                || opcode == 0x22
                || opcode >= 0x27 && opcode <= 0x29
                || opcode >= 0x38 && opcode <= 0x45
                || opcode >= 0x6f && opcode <= 0x75
                || opcode == 0x79
                || opcode >= 0x7b && opcode <= 0x81
                || opcode == 0x8c
                || opcode == 0x8d
                || opcode == 0x8f
                || opcode >= 0xa3 && opcode <= 0xa5
                || opcode == 0xc2
                || opcode == 0xc6
                || opcode == 0xd0
                || opcode == 0xdd) {
            return 4;
        }
        if (opcode == 0x24 || opcode == 0x77 || opcode == 0x78 || opcode > 0xe0) {
            throw new MalformedAssemblyException("a method of it has an instruction that is none");
        }
        return 0;
    }

    private static int afterPrefix(int second) throws MalformedAssemblyException {
        return switch (second) {
            case 0x06, 0x07, 0x15, 0x16, 0x1c -> 4;
            case 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e -> 2;
            case 0x12, 0x19 -> 1;
            default -> {
                if (second > 0x1e) {
                    throw new MalformedAssemblyException(
                            "a method of it has an instruction that is none");
                }
                yield 0;
            }
        };
    }
}
