package dev.assay.registry.gate;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one protocol adds to a refusal. */
public interface Dialect {

    /**
     * What to answer where upstream has no such thing, so that a typing mistake makes no sighting.
     * Asked for what nobody here knows of.
     *
     * @param purl without a version where a whole package was asked for
     * @return empty where upstream has it, or cannot say
     */
    Optional<GateAnswer> absent(Purl purl) throws InterruptedException;

    /** Whose packages it speaks of. */
    Ecosystem ecosystem();

    /**
     * Approved versions as they are offered instead of what is refused: the newest first, and last
     * those that are none of the ecosystem's versions, in the order that they have.
     */
    default List<String> newestFirst(Collection<String> versions) {
        return versions.stream()
                .sorted(
                        Comparator.comparing(
                                each -> ecosystem().version(each).orElse(null),
                                Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
    }

    /**
     * The command by which a client gets an approved release and its closure alone.
     *
     * @param gate the gate's address, with a slash at the end
     * @param closure the release whose closure it is
     */
    String command(String gate, Purl release, Id closure);
}
