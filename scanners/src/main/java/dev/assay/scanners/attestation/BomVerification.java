package dev.assay.scanners.attestation;

import java.util.List;

/** What came of verifying a bill of materials. */
public sealed interface BomVerification permits BomVerification.Verified, Unverified {

    /**
     * A trusted key signed all of it.
     *
     * @param purl what it is of; empty where it does not say
     * @param serialNumber its own name; empty where it has none
     * @param components how many it lists
     * @param notes what was not looked at, one line each
     */
    record Verified(
            String purl, String serialNumber, int components, String keyId, List<String> notes)
            implements BomVerification {

        public Verified {
            notes = List.copyOf(notes);
        }
    }
}
