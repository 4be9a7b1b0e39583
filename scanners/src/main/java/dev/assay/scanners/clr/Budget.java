package dev.assay.scanners.clr;

/** How much work the assemblies of one package may still cause, in bytes of code and of texts. */
final class Budget {

    private static final long MOST = 512L << 20;

    private long left = MOST;

    void spend(long bytes) throws MalformedAssemblyException {
        left -= bytes;
        if (left < 0) {
            throw new MalformedAssemblyException(
                    "the methods of the package have more than " + MOST + " bytes together");
        }
    }
}
