package dev.assay.scanners.fuzz;

/** What Jazzer calls: one reader, named by a system property. */
public final class JazzerEntry {

    static final String TARGET = "assay.fuzz.target";

    private static final FuzzTarget READER = reader();

    private JazzerEntry() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        READER.read(bytes);
    }

    private static FuzzTarget reader() {
        try {
            return (FuzzTarget)
                    Class.forName(System.getProperty(TARGET)).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
