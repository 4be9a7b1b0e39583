package dev.assay.registry.mcp;

/** Why a call has no answer and what to do, in words for the agent that called. */
final class NotAnsweredException extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnsweredException(String why) {
        super(why, null, false, false);
    }

    static NotAnsweredException needsToken() {
        return new NotAnsweredException(
                "Here nobody is told without a token how packages stand. Configure a token of"
                        + " Assay with the scope api:read.");
    }
}
