package dev.assay.samples;

/** How the sample upstream can fail, for the tests of those who must bear it. */
public enum Fault {
    /** Answers 503. */
    UNAVAILABLE,
    /** Answers 429 and asks for a second's patience. */
    RATE_LIMITED,
    /**
     * Takes the request and never answers, until the faults are cleared or the upstream is closed.
     */
    HANGING,
    /** Closes the connection half-way through the body that it announced. */
    TRUNCATED,
    /**
     * Changes the last byte of a gzip header, which names an operating system: a tarball still
     * unpacks to the same files, yet its digest is not the one that was told.
     */
    ALTERED
}
