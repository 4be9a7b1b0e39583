package dev.assay.registry.vetting;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** Ends a run of the pipeline that may succeed later. */
final class NotNowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Duration after;

    /**
     * @param text for people
     * @param after what an upstream asked for, or null
     */
    NotNowException(String text, @Nullable Duration after, @Nullable Throwable cause) {
        super(text, cause);
        this.after = after;
    }

    @Nullable Duration after() {
        return after;
    }
}
