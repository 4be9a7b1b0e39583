package dev.assay.registry.record;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a record is about, looked up once.
 *
 * @param releases those that the record tells of, newest first
 * @param current the one that speaks for the server
 * @param manifest what the registry says of that one
 * @param request the request whose answers count: the last approved of the current release, else
 *     the newest; null where nobody asked
 * @param asker the login of who asked it
 */
record About(
        Purl packagePurl,
        List<Release> releases,
        Release current,
        ManifestWords manifest,
        @Nullable AccessRequest request,
        String asker) {

    About {
        releases = List.copyOf(releases);
    }

    String version() {
        return current.purl().exactVersion();
    }
}
