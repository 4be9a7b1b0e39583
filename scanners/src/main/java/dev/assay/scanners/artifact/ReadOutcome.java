package dev.assay.scanners.artifact;

/** What became of reading an archive or a folder. */
public sealed interface ReadOutcome {

    /** It was read whole; what is dangerous in it and still readable is among its hazards. */
    record Read(PackageTree tree) implements ReadOutcome {}

    /**
     * It is damaged, no archive we read, or exceeds a limit. Nothing of it may be used.
     *
     * @param reason what is wrong and where, for people
     */
    record Rejected(String reason) implements ReadOutcome {}
}
