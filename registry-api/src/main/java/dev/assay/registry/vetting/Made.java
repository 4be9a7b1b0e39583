package dev.assay.registry.vetting;

/**
 * Something that is made when it is asked for, and kept.
 *
 * @param <T> what is made
 */
public sealed interface Made<T> {

    record Ready<T>(T value) implements Made<T> {}

    /** It is at work; asking again tells how it went. */
    record Working<T>() implements Made<T> {}

    /**
     * It cannot be made now; asking again tries again.
     *
     * @param why what happened, for people
     */
    record Failed<T>(String why) implements Made<T> {}
}
