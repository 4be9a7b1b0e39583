package dev.assay.registry.vetting;

import org.semver4j.Semver;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names the versions next to one that does not exist. */
final class NearVersions {

    private static final int EACH_SIDE = 3;

    private NearVersions() {}

    /** Up to three versions below and three above, in order. */
    static List<String> of(String version, Collection<String> all) {
        var wanted = Semver.parse(version);
        if (wanted == null) {
            return List.of();
        }
        var sorted = all.stream().map(Semver::parse).filter(Objects::nonNull).sorted().toList();
        var below = sorted.stream().filter(each -> each.isLowerThan(wanted)).toList();
        var above = sorted.stream().filter(each -> each.isGreaterThan(wanted));
        return Stream.concat(
                        below.stream().skip(Math.max(0, below.size() - EACH_SIDE)),
                        above.limit(EACH_SIDE))
                .map(Semver::getVersion)
                .toList();
    }

    static String sentence(String version, Collection<String> all) {
        var near = of(version, all);
        return near.isEmpty()
                ? "it has no version at all"
                : "near it are "
                        + near.stream().collect(Collectors.joining(", "))
                        + "; ask for one of those";
    }
}
