package dev.assay.scanners.contents;

import java.nio.ByteBuffer;

/** Whether a file is a program or a library of machine code, by what it begins with. */
final class MachineCode {

    private static final int ELF = 0x7f454c46;
    private static final short PORTABLE_EXECUTABLE = 0x4d5a;
    private static final int SMALLEST = 64;

    private MachineCode() {}

    static boolean isOne(byte[] bytes) {
        if (bytes.length < SMALLEST) {
            return false;
        }
        var start = ByteBuffer.wrap(bytes);
        return switch (start.getInt(0)) {
            // Mach-O, in either order of bytes, of 32 and 64 bits.
            case ELF, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> true;
            default -> start.getShort(0) == PORTABLE_EXECUTABLE;
        };
    }
}
