package dev.assay.scanners.detonation;

import dev.assay.scanners.profile.Observed;

/** What became of running a release. */
public sealed interface DetonationOutcome {

    /**
     * It was run, or tried to be.
     *
     * @param evidence what each run left behind, as JSON: transcript, what was sent, what was
     *     touched
     */
    record Ran(Observed observed, byte[] evidence) implements DetonationOutcome {}

    /**
     * Nothing was run, so nothing is known of what it does.
     *
     * @param reason one sentence that says what to do
     */
    record NotRun(String reason, Why why) implements DetonationOutcome {

        /** Something of ours went wrong. */
        NotRun(String reason) {
            this(reason, Why.FAILED);
        }
    }

    /** Of which kind the reason is. */
    enum Why {
        /** Servers of its kind are not run. */
        NOT_OFFERED,
        /** It could not be shown that nothing gets out. */
        NOT_ISOLATED,
        /** Something of ours went wrong. */
        FAILED,
        /** It was still running at its deadline. */
        TIMED_OUT
    }
}
