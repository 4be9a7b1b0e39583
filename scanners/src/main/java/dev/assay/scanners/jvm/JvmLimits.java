package dev.assay.scanners.jvm;

/**
 * How much work the classes of a package may cause. What is beyond a limit is reported as unparsed.
 *
 * @param classBytes the largest class file that is parsed
 * @param classes how many classes are parsed
 * @param instructions the longest method that is followed; the format itself allows 65,535 bytes
 * @param steps how many instructions are followed in all, calls included
 * @param prints how many functions are kept for comparison
 */
public record JvmLimits(int classBytes, int classes, int instructions, long steps, int prints) {

    /** Fits a worker with a heap of one gibibyte. */
    public static JvmLimits defaults() {
        return new JvmLimits(8 << 20, 60_000, 40_000, 150_000_000, 250_000);
    }
}
