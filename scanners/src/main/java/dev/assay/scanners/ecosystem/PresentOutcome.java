package dev.assay.scanners.ecosystem;

import dev.assay.scanners.coordinates.Purl;

/** What a name that moves stands for at this moment. */
public sealed interface PresentOutcome {

    /** This release, which stays what it is. */
    record Named(Purl release) implements PresentOutcome {}

    /**
     * Nobody can say.
     *
     * @param reason one sentence for people
     */
    record Unknown(String reason) implements PresentOutcome {}
}
