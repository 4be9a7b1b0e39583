package dev.assay.inventory.listing;

import dev.assay.scanners.coordinates.Purl;

import java.util.Objects;

/**
 * The name by which MCP clients know a package.
 *
 * @param name a reverse-DNS namespace, a slash and a name, as server.json writes it
 * @param packagePurl the package, without a version
 */
public record ListedServer(String name, Purl packagePurl, Source source) {

    /** Who gave it its name. */
    public enum Source {
        /** Its publisher: the upstream registry and the package itself say the same. */
        VERIFIED,
        /** This installation. */
        GIVEN
    }

    public ListedServer {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(packagePurl, "packagePurl is null");
        Objects.requireNonNull(source, "source is null");
    }
}
