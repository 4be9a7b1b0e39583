package dev.assay.scanners.flaw;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a look for known flaws came to. */
public sealed interface FlawOutcome {

    /**
     * The packages were looked up, but for those of types that no source speaks of.
     *
     * @param flaws the gravest first; none means that the sources know of none
     * @param sources in which data
     * @param types what these data speak of, as {@link Sought#type} has it
     */
    record Scanned(List<Flaw> flaws, List<Source> sources, Set<String> types)
            implements FlawOutcome {
        public Scanned {
            flaws = List.copyOf(flaws);
            sources = List.copyOf(sources);
            types = Set.copyOf(types);
        }

        /**
         * Why some of these packages were not looked up, as a sentence after "not scanned,
         * because"; empty where all of them were.
         */
        public String unscanned(List<Sought> packages) {
            var left = packages.stream().filter(each -> !types.contains(each.type())).toList();
            return left.isEmpty()
                    ? ""
                    : "the advisories at hand say nothing of pkg:"
                            + left.stream()
                                    .map(Sought::type)
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", pkg:"))
                            + ", of which it has "
                            + left.size()
                            + (left.size() == 1 ? " package" : " packages");
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
