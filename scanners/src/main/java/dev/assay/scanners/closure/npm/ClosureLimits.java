package dev.assay.scanners.closure.npm;

/**
 * How large a closure may be.
 *
 * @param packages placed packages, nested duplicates counted
 * @param attempts packages considered on the way; npm considers a peer dependency several times
 * @param peerDepth how long a chain of peer dependencies may be
 * @param requests packuments fetched at once
 */
public record ClosureLimits(int packages, int attempts, int peerDepth, int requests) {

    public static final ClosureLimits DEFAULT = new ClosureLimits(5_000, 100_000, 200, 16);
}
