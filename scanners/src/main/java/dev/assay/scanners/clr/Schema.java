package dev.assay.scanners.clr;

/** The columns of the tables of metadata (ECMA-335, II.22 and II.24.2.6). */
final class Schema {

    static final int MODULE = 0x00;
    static final int TYPE_REF = 0x01;
    static final int TYPE_DEF = 0x02;
    static final int METHOD = 0x06;
    static final int MEMBER_REF = 0x0a;
    static final int ATTRIBUTE = 0x0c;
    static final int MODULE_REF = 0x1a;
    static final int TYPE_SPEC = 0x1b;
    static final int IMPL_MAP = 0x1c;
    static final int ASSEMBLY = 0x20;
    static final int ASSEMBLY_REF = 0x23;
    static final int RESOURCE = 0x28;
    static final int NESTED = 0x29;
    static final int METHOD_SPEC = 0x2b;

    /**
     * By number: {@code 2} and {@code 4} are numbers of that many bytes, {@code S}, {@code G} and
     * {@code B} places in the heaps of texts, GUIDs and blobs, {@code T} with two digits rows of a
     * table, a small letter a row of one of several ({@link #coded}).
     */
    private static final String[] TABLES = {
        "2 S G G G", // Module
        "r S S", // TypeRef
        "4 S S t T04 T06", // TypeDef
        "T04",
        "2 S B", // Field
        "T06",
        "4 2 2 S B T08", // MethodDef
        "T08",
        "2 2 S", // Param
        "T02 t",
        "p S B", // MemberRef
        "2 c B",
        "a y B", // CustomAttribute
        "m B",
        "d B",
        "2 4 T02",
        "4 T04",
        "B",
        "T02 T14",
        "T14",
        "2 S t",
        "T02 T17",
        "T17",
        "2 S B",
        "2 T06 s",
        "T02 o o",
        "S", // ModuleRef
        "B", // TypeSpec
        "2 f S T1a", // ImplMap
        "4 T04",
        "4 4",
        "4",
        "4 2 2 2 2 4 B S S", // Assembly
        "4",
        "4 4 4",
        "2 2 2 2 4 B S S B", // AssemblyRef
        "4 T23",
        "4 4 4 T23",
        "4 S B",
        "4 4 S S i",
        "4 4 S i", // ManifestResource
        "T02 T02", // NestedClass
        "2 2 g S",
        "o B", // MethodSpec
        "T2a t"
    };

    private Schema() {}

    static boolean isKnown(int table) {
        return table < TABLES.length;
    }

    static String[] columns(int table) {
        return TABLES[table].split(" ");
    }

    /** The tables that a column may mean, by the tag in its lowest bits; -1 for none. */
    static int[] coded(char kind) {
        return switch (kind) {
            case 't' -> new int[] {0x02, 0x01, 0x1b, -1};
            case 'c' -> new int[] {0x04, 0x08, 0x17, -1};
            case 'a' ->
                    new int[] {
                        0x06, 0x04, 0x01, 0x02, 0x08, 0x09, 0x0a, 0x00, 0x0e, 0x17, 0x14, 0x11,
                        0x1a, 0x1b, 0x20, 0x23, 0x26, 0x27, 0x28, 0x2a, 0x2c, 0x2b, -1, -1, -1, -1,
                        -1, -1, -1, -1, -1, -1
                    };
            case 'm' -> new int[] {0x04, 0x08};
            case 'd' -> new int[] {0x02, 0x06, 0x20, -1};
            case 'p' -> new int[] {0x02, 0x01, 0x1a, 0x06, 0x1b, -1, -1, -1};
            case 's' -> new int[] {0x14, 0x17};
            case 'o' -> new int[] {0x06, 0x0a};
            case 'f' -> new int[] {0x04, 0x06};
            case 'i' -> new int[] {0x26, 0x23, 0x27, -1};
            case 'y' -> new int[] {-1, -1, 0x06, 0x0a, -1, -1, -1, -1};
            case 'r' -> new int[] {0x00, 0x1a, 0x23, 0x01};
            case 'g' -> new int[] {0x02, 0x06};
            default -> throw new IllegalArgumentException("no index is called " + kind);
        };
    }

    /** How many bits the tag takes. */
    static int tagBits(int[] coded) {
        return Integer.numberOfTrailingZeros(coded.length);
    }
}
