package dev.assay.registry.record;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.registry.server.CurrentRelease;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * What a record is about, looked up once.
 *
 * @param packages everything that the server is shipped as, the one it is listed by first
 * @param releases those that the record tells of, newest first
 * @param current the one that speaks for the server
 * @param manifest what the registry says of that one
 * @param request the request whose answers count: the last approved of the current release, else
 *     the newest; null where nobody asked
 * @param asker the login of who asked it
 */
record About(
        Purl packagePurl,
        List<Purl> packages,
        List<Release> releases,
        Release current,
        ManifestWords manifest,
        @Nullable AccessRequest request,
        String asker) {

    About {
        packages = List.copyOf(packages);
        releases = List.copyOf(releases);
    }

    String version() {
        return key(current);
    }

    /** How a release is called among all of the server's: two packages may have one version. */
    String key(Release release) {
        var alone = release.purl().withVersion(null);
        return alone.equals(packagePurl)
                ? release.purl().exactVersion()
                : release.purl().exactVersion() + " of " + alone;
    }

    /** The release that speaks for each package, the one that speaks for the server first. */
    List<Release> speaking() {
        var speaking = new LinkedHashSet<Release>();
        speaking.add(current);
        for (var each : packages) {
            var its =
                    releases.stream()
                            .filter(one -> one.purl().withVersion(null).equals(each))
                            .toList();
            if (!its.isEmpty() && !current.purl().withVersion(null).equals(each)) {
                speaking.add(CurrentRelease.of(its));
            }
        }
        return List.copyOf(speaking);
    }
}
