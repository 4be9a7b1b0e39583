package dev.assay.scanners.probe;

/** What became of a probe. */
public sealed interface RemoteOutcome {

    /**
     * The server was reached.
     *
     * @param document what it is, as {@code assay-remote/1}: the same bytes for the same answers
     */
    record Probed(byte[] document) implements RemoteOutcome {}

    /**
     * Nothing is known of it.
     *
     * @param reason one sentence for people
     */
    record NotProbed(String reason) implements RemoteOutcome {}
}
