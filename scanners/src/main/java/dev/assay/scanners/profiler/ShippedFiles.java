package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;

import java.util.HashMap;
import java.util.Map;

/** The files of a package with their digests, as a profile keeps them. */
final class ShippedFiles {

    private ShippedFiles() {}

    static Map<String, String> of(PackageTree tree) {
        var digests = new HashMap<String, String>();
        tree.files()
                .forEach(
                        (file, bytes) ->
                                digests.put(
                                        file,
                                        Sha256.of(bytes).hex().substring(0, Profile.FILE_DIGITS)));
        return digests;
    }
}
