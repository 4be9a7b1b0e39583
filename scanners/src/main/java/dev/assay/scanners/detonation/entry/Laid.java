package dev.assay.scanners.detonation.entry;

/** What came of laying a closure out. */
public sealed interface Laid {

    /** It can be installed and started. */
    record Ready(Entry entry) implements Laid {}

    /**
     * There is nothing in it that can be started.
     *
     * @param problem why, for people
     */
    record Nothing(String problem) implements Laid {}

    /**
     * It cannot be run on this host, so nothing is known of what it does.
     *
     * @param reason why, and what to do, as what follows the name of the release in a sentence
     */
    record Unfit(String reason) implements Laid {}
}
