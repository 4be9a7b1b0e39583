package dev.assay.registry.gate;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.util.Collection;
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

    /** Approved versions as the protocol's clients order them, the newest first. */
    List<String> newestFirst(Collection<String> versions);

    /**
     * The command by which a client gets an approved release and its closure alone.
     *
     * @param gate the gate's address, with a slash at the end
     * @param closure the release whose closure it is
     */
    String command(String gate, Purl release, Id closure);
}
