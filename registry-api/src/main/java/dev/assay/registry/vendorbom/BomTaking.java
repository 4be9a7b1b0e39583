package dev.assay.registry.vendorbom;

import dev.assay.scanners.vendorbom.BomComparison;

/** What became of taking a vendor's bill of materials. */
public sealed interface BomTaking {

    /** It is on record, and this is how it differs. */
    record Taken(BomComparison comparison) implements BomTaking {}

    /**
     * It is on no record.
     *
     * @param line where the problem is, from 1; 0 where it is the whole document's
     */
    record Refused(int line, String problem) implements BomTaking {

        /** The problem in one sentence. */
        public String sentence() {
            return "The document is not taken"
                    + (line > 0 ? ", for line " + line : "")
                    + ": "
                    + problem
                    + ".";
        }
    }

    /** Nothing of it was read. */
    record NotNow(String why) implements BomTaking {}
}
