package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.coordinates.NpmVersion;

import java.util.List;
import java.util.Optional;

/** What somebody may have meant who named a version that is not there. */
public final class NearVersions {

    private static final int EACH_SIDE = 3;

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
        var near = of(packument, wanted);
        if (near.isEmpty()) {
            return "it has no version at all";
        }
        var latest = packument.distTags().get("latest");
        return "near it are "
                + String.join(", ", near)
                + (latest == null ? "" : "; the latest is " + latest);
    }

    /** Up to three versions below and three above; the newest where nothing is near. */
    private static List<String> of(Packument packument, String wanted) {
        var sorted =
                packument.versions().stream()
                        .map(NpmVersion::parse)
                        .flatMap(Optional::stream)
                        .sorted()
                        .toList();
        var below =
                NpmVersion.parse(wanted)
                        .map(
                                meant ->
                                        sorted.stream()
                                                .filter(each -> each.compareTo(meant) < 0)
                                                .count())
                        .orElse((long) sorted.size())
                        .intValue();
        return sorted
                .subList(Math.max(0, below - EACH_SIDE), Math.min(sorted.size(), below + EACH_SIDE))
                .stream()
                .map(NpmVersion::toString)
                .toList();
    }
}
