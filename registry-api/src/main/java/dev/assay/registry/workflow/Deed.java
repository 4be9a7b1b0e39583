package dev.assay.registry.workflow;

/**
 * What became of something that somebody did.
 *
 * @param <T> what there is now
 */
public sealed interface Deed<T> {

    /** It is done. */
    record Done<T>(T result) implements Deed<T> {}

    /**
     * Nothing was recorded.
     *
     * @param reason why, and what to do instead
     */
    record Refused<T>(String reason) implements Deed<T> {}
}
