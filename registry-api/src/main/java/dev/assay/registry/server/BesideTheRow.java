package dev.assay.registry.server;

import dev.assay.scanners.coordinates.Purl;

/**
 * What else is made anew of a server's records when its row in the inventory is: of the same mark,
 * and in the same transaction, in which the row is held.
 */
public interface BesideTheRow {

    /**
     * @param packagePurl a server's package, without a version, of which some release is known
     */
    void make(Purl packagePurl);

    /**
     * @param packagePurl a package that is a server of its own no more, but another one's
     */
    void end(Purl packagePurl);
}
