package dev.assay.scanners.flaw;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What a look for known flaws came to. */
public sealed interface FlawOutcome {

    /**
     * All packages were looked up.
     *
     * @param flaws the gravest first; none means that the sources know of none
     * @param sources in which data
     */
    record Scanned(List<Flaw> flaws, List<Source> sources) implements FlawOutcome {
        public Scanned {
            flaws = List.copyOf(flaws);
            sources = List.copyOf(sources);
        }
    }

    /**
     * Nothing can be said, and that is not the same as none.
     *
     * @param reason one sentence that follows "not scanned, because"
     */
    record NotScanned(String reason) implements FlawOutcome {}

    /**
     * Data that were looked into.
     *
     * @param name as people know it
     * @param asOf the newest word in it; null where it does not say
     * @param entries how many advisories it holds; -1 where that is not counted
     */
    record Source(String name, @Nullable Instant asOf, long entries) {}
}
