package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

/**
 * What is said of the server that a package is. Anybody can write anything into a package, so one
 * claim alone joins nothing.
 *
 * @param packagePurl whose server it is about, without a version
 * @param claimed a server's name, or another package's URL without a version
 * @param release the release whose bytes say so, or for which a registry was asked
 */
public record PackageClaim(Purl packagePurl, Kind kind, String claimed, Source source, Id release) {

    private static final int LONGEST = 1_000;

    /** What is claimed. */
    public enum Kind {
        /** The name of its server, as {@code server.json} writes it. */
        NAME,
        /** Another package that its server is shipped as. */
        SHIPPED_AS
    }

    /** Who claims it. */
    public enum Source {
        /** The package's own bytes. */
        PACKAGE,
        /** An MCP registry that has seen who owns the name. */
        REGISTRY
    }

    public PackageClaim {
        packagePurl = packagePurl.withVersion(null);
    }

    /** Whether there is room for it. */
    public boolean fits() {
        return !claimed.isBlank() && claimed.length() <= LONGEST;
    }
}
