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
            var name = System.getProperty(TARGET);
            var reader = (FuzzTarget) Class.forName(name).getConstructor().newInstance();
            // The first inputs would be charged for loading and instrumenting every class.
            reader.seeds().forEach(reader::read);
            return reader;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
