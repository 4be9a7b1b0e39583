package dev.assay.registry.watch;

import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.OfferedVersions;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which versions upstream has that are newer than the newest approved one, ordered as their
 * ecosystem orders them. The time that a registry gives is not asked: it is whatever the registry
 * likes.
 */
final class Newer {

    private static final Comparator<ReleaseVersion> NEWEST_FIRST =
            Comparator.<ReleaseVersion>naturalOrder()
                    .thenComparing(ReleaseVersion::text)
                    .reversed();

    /** Publishers deprecate in bulk; beyond so many nobody looks for one that is not. */
    private static final int MOST_LOOKED_AT = 50;

    private Newer() {}

    /**
     * The newest version of all and the newest of the approved one's major line, where nobody knows
     * of them yet. The versions in between are passed over: nobody would install them.
     *
     * @param approved the approved versions
     * @param isKnown whether there is a release of a version already
     */
    static List<String> of(
            Ecosystem ecosystem,
            OfferedVersions offered,
            Collection<String> approved,
            Predicate<String> isKnown) {
        var newest =
                approved.stream()
                        .flatMap(text -> ecosystem.version(text).stream())
                        .max(Comparator.naturalOrder());
        return newest.map(base -> of(ecosystem, offered, base, isKnown)).orElse(List.of());
    }

    private static List<String> of(
            Ecosystem ecosystem,
            OfferedVersions offered,
            ReleaseVersion base,
            Predicate<String> isKnown) {
        var newer =
                offered.all().stream()
                        .flatMap(text -> ecosystem.version(text).stream())
                        .filter(each -> each.compareTo(base) > 0)
                        .filter(each -> base.isPrerelease() || !each.isPrerelease())
                        .sorted(NEWEST_FIRST)
                        .limit(MOST_LOOKED_AT)
                        .filter(each -> isWorthLooking(offered, each))
                        .toList();
        var found = new LinkedHashSet<String>();
        newer.stream().findFirst().ifPresent(each -> found.add(each.text()));
        newer.stream()
                .filter(each -> each.line().equals(base.line()))
                .findFirst()
                .ifPresent(each -> found.add(each.text()));
        return found.stream().filter(isKnown.negate()).toList();
    }

    private static boolean isWorthLooking(OfferedVersions offered, ReleaseVersion version) {
        return offered.find(version.text())
                .filter(offer -> offer.fetchable() && !offer.deprecated())
                .isPresent();
    }
}
