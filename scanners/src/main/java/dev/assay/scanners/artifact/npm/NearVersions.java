package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.coordinates.Nearest;
import dev.assay.scanners.coordinates.NpmVersion;

import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may have meant who named a version that is not there. */
public final class NearVersions {

    private NearVersions() {}

    /**
     * A sentence to put after the bad news.
     *
     * @param wanted what was written instead of a version; may be empty
     */
    public static String sentence(Packument packument, String wanted) {
        var tagged = packument.distTags().get(wanted);
        if (tagged != null) {
            return "'" + wanted + "' is a tag: write " + tagged;
        }
        var lowestFirst =
                packument.versions().stream()
                        .map(NpmVersion::parse)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList();
        if (lowestFirst.isEmpty()) {
            return "it has no version at all";
        }
        var latest = packument.distTags().get("latest");
        return "near it are "
                + Nearest.of(lowestFirst, Nearest.below(NpmVersion.parse(wanted))).stream()
                        .map(NpmVersion::toString)
                        .collect(Collectors.joining(", "))
                + (latest == null ? "" : "; the latest is " + latest);
    }
}
