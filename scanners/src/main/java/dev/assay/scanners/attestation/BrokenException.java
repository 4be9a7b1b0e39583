package dev.assay.scanners.attestation;

/** Ends a check: something is wrong. */
final class BrokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final AttestationDefect defect;
    private final String detail;

    BrokenException(AttestationDefect defect, String detail) {
        super(detail, null, false, false);
        this.defect = defect;
        this.detail = detail;
    }

    AttestationDefect defect() {
        return defect;
    }

    Unverified.Invalid outcome() {
        return new Unverified.Invalid(defect, detail);
    }
}
