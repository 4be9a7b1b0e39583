package dev.assay.web.cli;

import dev.assay.scanners.artifact.npm.Packument;

import org.semver4j.Semver;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What somebody who named a version that is not there may have meant. */
final class NearVersions {

    private static final int EACH_SIDE = 2;

    private NearVersions() {}

    /** A sentence to put after the bad news, or an empty text where the package has no versions. */
    static String sentence(Packument packument, String wanted) {
        var tagged = packument.distTags().get(wanted);
        if (tagged != null) {
            return "; '" + wanted + "' is a tag: write " + tagged;
        }
        var near = near(packument, wanted);
        if (near.isEmpty()) {
            return "";
        }
        var latest = packument.distTags().get("latest");
        return "; near it are "
                + String.join(", ", near)
                + (latest == null ? "" : ", and the latest is " + latest);
    }

    private static List<String> near(Packument packument, String wanted) {
        var sorted =
                packument.versions().stream()
                        .map(Semver::parse)
                        .filter(Objects::nonNull)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        var target = Semver.coerce(wanted);
        if (target == null) {
            return sorted.reversed().stream()
                    .limit(2L * EACH_SIDE)
                    .map(Semver::getVersion)
                    .toList();
        }
        var at = (int) sorted.stream().filter(version -> version.compareTo(target) < 0).count();
        return sorted
                .subList(Math.max(0, at - EACH_SIDE), Math.min(sorted.size(), at + EACH_SIDE))
                .stream()
                .map(Semver::getVersion)
                .toList();
    }
}
