package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Finding;

import java.util.List;

/**
 * Two packages of one version of one server, laid beside each other; the document {@code
 * assay-packages/1}.
 *
 * @param one the package URL of the first
 * @param other of the second
 * @param files how the code files of the one are found in the other
 * @param differences what only one of both does, and what both do differently
 */
public record PackagesCompared(
        String schema, String one, String other, Files files, List<Difference> differences) {

    public static final String SCHEMA = "assay-packages/1";

    /** Which of the two a difference is of. */
    public enum Side {
        ONE,
        OTHER,
        BOTH
    }

    /**
     * A difference.
     *
     * @param finding what the delta engine says of it
     */
    public record Difference(Side side, Finding finding) {}

    /**
     * Files of the package's own code.
     *
     * @param ofOne how many the one has
     * @param same how many of them the other has, byte for byte
     * @param functions how many functions the one has
     * @param sameFunctions how many of them the other has
     * @param altered those that the other has at the same place with other contents, at most 50
     */
    public record Files(
            int ofOne, int same, int functions, int sameFunctions, List<String> altered) {

        public Files {
            altered = List.copyOf(altered);
        }

        /** Whether nothing of the one is in the other. */
        public boolean isNothingShared() {
            return ofOne > 0 && same == 0 && sameFunctions == 0;
        }
    }

    public PackagesCompared {
        differences = List.copyOf(differences);
    }
}
