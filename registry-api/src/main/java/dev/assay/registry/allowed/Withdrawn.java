package dev.assay.registry.allowed;

import dev.assay.scanners.coordinates.Purl;

/**
 * A release that may not run any more, or that was looked at and refused. What an earlier file let
 * through may still be configured, so that its absence from this one does not stop it.
 *
 * @param purl the package URL, with the version
 * @param state in words
 */
public record Withdrawn(String purl, String state) {

    /** The name that it had in files while it was approved. */
    public String versionHandle() {
        var named = Purl.parse(purl);
        return AllowedServer.handle(purl, named.packageName() + "-" + named.exactVersion());
    }
}
