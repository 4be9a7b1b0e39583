package dev.assay.scanners.attestation;

/** Nothing was proven: there is nothing to verify, or it does not hold. */
public sealed interface Unverified extends Verification, BomVerification {

    /** There is no signature. */
    record Absent(String reason) implements Unverified {}

    /**
     * It proves nothing.
     *
     * @param detail what exactly, for people
     */
    record Invalid(AttestationDefect defect, String detail) implements Unverified {}
}
