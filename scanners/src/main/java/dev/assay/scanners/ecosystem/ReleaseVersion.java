package dev.assay.scanners.ecosystem;

/** A version with its place among those of the same package. Compare only within an ecosystem. */
public interface ReleaseVersion extends Comparable<ReleaseVersion> {

    /** As the upstream writes it. */
    String text();

    /** Whether its publisher calls it unfinished. */
    boolean isPrerelease();

    /** Versions of one line promise to fit where another of it does: a major version, mostly. */
    String line();
}
