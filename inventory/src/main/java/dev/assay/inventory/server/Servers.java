package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;

/** How a server is named. */
public final class Servers {

    private Servers() {}

    /**
     * The id of the server whose package this is, of whatever version. It is made of the package
     * URL (the first half of its SHA-256), so that a link to a server can be written without asking
     * and stays when records are made again.
     */
    public static Id id(Purl purl) {
        var packagePurl = purl.withVersion(null).toString();
        return new Id(
                Sha256.of(packagePurl.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32));
    }
}
