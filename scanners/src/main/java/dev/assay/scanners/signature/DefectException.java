package dev.assay.scanners.signature;

import dev.assay.scanners.text.HostileJson;

/** Ends a check at the first thing that is wrong. */
final class DefectException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Defect defect;
    private final String detail;

    DefectException(Defect defect, String detail) {
        super(defect.words() + ": " + detail, null, false, false);
        this.defect = defect;
        this.detail = HostileJson.shown(detail);
    }

    DefectException(Defect defect) {
        this(defect, "");
    }

    <C> Outcome<C> outcome() {
        return new Outcome.Invalid<>(defect, detail);
    }
}
