package dev.assay.scanners.attestation;

import java.util.List;

/** What came of verifying an attestation. */
public sealed interface Verification permits Verification.Verified, Unverified {

    /**
     * Everything holds.
     *
     * @param keyId the registry's key
     * @param signers the approvers who signed it themselves
     * @param summary whether a verification summary was there, and says the same
     * @param notes what was not looked at, one line each
     */
    record Verified(
            Approval approval,
            String keyId,
            List<Approval.Approver> signers,
            boolean summary,
            List<String> notes)
            implements Verification {

        public Verified {
            signers = List.copyOf(signers);
            notes = List.copyOf(notes);
        }
    }
}
