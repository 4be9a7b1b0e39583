package dev.assay.scanners.profiler;

/** Formats of machine code, told by their magic numbers. */
enum BinaryFormat {
    NONE(""),
    ELF("elf"),
    PE("pe"),
    MACH_O("mach-o"),
    MACH_O_FAT("mach-o-fat"),
    WASM("wasm"),
    AR("ar");

    private static final int LEAST_BYTES = 8;

    /** A fat Mach-O holds a few architectures; a Java class has its version, 45 or more, there. */
    private static final int LEAST_CLASS_VERSION = 45;

    private static final int PE_OFFSET_AT = 0x3c;

    private final String word;

    BinaryFormat(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static BinaryFormat of(byte[] bytes) {
        if (bytes.length < LEAST_BYTES) {
            return NONE;
        }
        return switch (bigEndian(bytes, 0)) {
            case 0x7f454c46 -> ELF;
            case 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe -> MACH_O;
            case 0xcafebabe ->
                    bigEndian(bytes, 4) > 0 && bigEndian(bytes, 4) < LEAST_CLASS_VERSION
                            ? MACH_O_FAT
                            : NONE;
            case 0xcafebabf, 0xbebafeca, 0xbfbafeca -> MACH_O_FAT;
            case 0x0061736d -> WASM;
            case 0x213c6172 -> bigEndian(bytes, 4) == 0x63683e0a ? AR : NONE;
            default -> isPortableExecutable(bytes) ? PE : NONE;
        };
    }

    private static boolean isPortableExecutable(byte[] bytes) {
        if (bytes[0] != 'M' || bytes[1] != 'Z' || bytes.length < PE_OFFSET_AT + 4) {
            return false;
        }
        var header = littleEndian(bytes, PE_OFFSET_AT);
        return header >= 0 && header <= bytes.length - 4 && bigEndian(bytes, header) == 0x50450000;
    }

    /** The machine it is for, as its header says; {@code any} for WebAssembly and archives. */
    String architecture(byte[] bytes) {
        return switch (this) {
            case ELF ->
                    bytes.length > 19
                            ? elfMachine(bytes[5] == 2 ? bytes[19] & 0xff : bytes[18] & 0xff)
                            : "unknown";
            case PE -> peMachine(bytes);
            case MACH_O -> machOMachine(bytes);
            case MACH_O_FAT -> "several";
            case WASM, AR, NONE -> "any";
        };
    }

    private static String elfMachine(int machine) {
        return switch (machine) {
            case 3 -> "x86";
            case 40 -> "arm";
            case 62 -> "x86-64";
            case 183 -> "arm64";
            case 243 -> "riscv";
            default -> "machine-" + machine;
        };
    }

    private static String peMachine(byte[] bytes) {
        var at = littleEndian(bytes, PE_OFFSET_AT) + 4;
        var machine = at + 1 < bytes.length ? (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 : 0;
        return switch (machine) {
            case 0x14c -> "x86";
            case 0x8664 -> "x86-64";
            case 0xaa64 -> "arm64";
            default -> "machine-" + machine;
        };
    }

    private static String machOMachine(byte[] bytes) {
        var bigEndian = (bytes[0] & 0xff) == 0xfe;
        var type = bigEndian ? bigEndian(bytes, 4) : littleEndian(bytes, 4);
        return switch (type) {
            case 0x01000007 -> "x86-64";
            case 0x0100000c -> "arm64";
            default -> "machine-" + type;
        };
    }

    private static int bigEndian(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
    }

    private static int littleEndian(byte[] bytes, int at) {
        return Integer.reverseBytes(bigEndian(bytes, at));
    }
}
