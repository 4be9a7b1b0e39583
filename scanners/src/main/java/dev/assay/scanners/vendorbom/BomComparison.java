package dev.assay.scanners.vendorbom;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;
import java.util.Map;

/**
 * What a vendor's bill of materials says that was not found, and the other way round.
 *
 * @param problem why there is nothing to compare, for people; empty where there is
 * @param components how many the vendor names
 * @param found how many packages were found
 * @param same how many of those the vendor names just so, as far as both sides say something
 * @param hashed of how many both sides have a hash of the same kind
 * @param differences at most {@value #MOST}, those that weigh most first
 * @param unnamed how many more there are
 */
public record BomComparison(
        String problem,
        int components,
        int found,
        int same,
        int hashed,
        List<Difference> differences,
        int unnamed) {

    /** The longest that the list is. */
    public static final int MOST = 1_000;

    /** The ways the two differ, in the order of their weight. */
    public enum Kind {
        @JsonProperty("other hash")
        HASH("other hash"),
        /** The closure holds what the vendor does not name, in no version. */
        @JsonProperty("only in ours")
        ONLY_OURS("only in ours"),
        /** The vendor names it, and none of the versions of it that were found. */
        @JsonProperty("other version")
        VERSION("other version"),
        @JsonProperty("other licence")
        LICENCE("other licence"),
        @JsonProperty("other supplier")
        SUPPLIER("other supplier"),
        /** The vendor names what the closure does not hold. */
        @JsonProperty("only in theirs")
        ONLY_THEIRS("only in theirs");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * One difference; what one side does not say is empty.
     *
     * @param purl of the package, with a version where it is about one
     * @param optional whether the closure works without it
     */
    public record Difference(
            Kind kind, String purl, String theirs, String ours, boolean optional) {}

    /**
     * One package that was found.
     *
     * @param hashes in hexadecimal, by algorithm as in {@code sha512}
     * @param licence in SPDX's words where they can say it; empty where it is not known
     * @param suppliers who is known to make or publish it; empty where nobody is
     * @param optional whether the closure works without it
     */
    public record Found(
            Purl purl,
            Map<String, String> hashes,
            String licence,
            List<String> suppliers,
            boolean optional) {

        public Found {
            hashes = Map.copyOf(hashes);
            suppliers = List.copyOf(suppliers);
        }
    }

    public BomComparison {
        differences = List.copyOf(differences);
    }

    /** There is nothing to compare with. */
    public static BomComparison none(String problem) {
        return new BomComparison(problem, 0, 0, 0, 0, List.of(), 0);
    }

    /** How many differences of a kind are listed. */
    public long count(Kind kind) {
        return differences.stream().filter(each -> each.kind() == kind).count();
    }
}
