package dev.assay.inventory.run;

/** How a run of a release ended, or that it did not yet. */
public enum RunState {
    /** It was asked for, and nobody has come to its end yet. */
    WAITING("waiting"),
    /** It listed its tools, and they were called. */
    DRIVEN("driven"),
    /** It was started, and did not come to list its tools. */
    NOT_READY("not ready"),
    /** There is nothing in it that can be started here. */
    NOT_STARTED("not started"),
    /** Servers of its kind are not run. */
    NOT_OFFERED("not offered"),
    /** No server is run here. */
    SWITCHED_OFF("switched off"),
    /** It could not be shown that nothing gets out. */
    NOT_ISOLATED("not isolated"),
    /** Something of ours went wrong. */
    FAILED("failed"),
    /** It was still running at its deadline. */
    TIMED_OUT("timed out");

    private final String words;

    RunState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Whether the server was started, or there was found nothing to start. */
    public boolean saw() {
        return this == DRIVEN || this == NOT_READY || this == NOT_STARTED;
    }
}
