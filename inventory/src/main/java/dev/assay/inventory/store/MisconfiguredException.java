package dev.assay.inventory.store;

/**
 * What keeps the service from starting, and that only whoever set it up can mend. The message is
 * one sentence for them: what is wrong, and what to change. It is shown alone, without a stack
 * trace, and holds no secret.
 */
public final class MisconfiguredException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public MisconfiguredException(String sentence) {
        super(sentence);
    }

    public MisconfiguredException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
