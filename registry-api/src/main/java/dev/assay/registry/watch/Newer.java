package dev.assay.registry.watch;

import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.coordinates.NpmVersion;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which versions upstream has that are newer than the newest approved one, ordered as npm orders
 * them. The time that a registry gives is not asked: it is whatever the registry likes.
 */
final class Newer {

    private record Candidate(String text, NpmVersion version) {}

    private static final Comparator<Candidate> NEWEST_FIRST =
            Comparator.comparing(Candidate::version).thenComparing(Candidate::text).reversed();

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
            Packument packument, Collection<String> approved, Predicate<String> isKnown) {
        var newest =
                approved.stream()
                        .flatMap(text -> NpmVersion.parse(text).stream())
                        .max(Comparator.naturalOrder());
        return newest.map(base -> of(packument, base, isKnown)).orElse(List.of());
    }

    private static List<String> of(
            Packument packument, NpmVersion base, Predicate<String> isKnown) {
        var newer =
                packument.versions().stream()
                        .flatMap(text -> candidate(text).stream())
                        .filter(each -> each.version().compareTo(base) > 0)
                        .filter(each -> base.isPrerelease() || !each.version().isPrerelease())
                        .sorted(NEWEST_FIRST)
                        .limit(MOST_LOOKED_AT)
                        .filter(each -> isOffered(packument, each))
                        .toList();
        var found = new LinkedHashSet<String>();
        newer.stream().findFirst().ifPresent(each -> found.add(each.text()));
        newer.stream()
                .filter(each -> each.version().major() == base.major())
                .findFirst()
                .ifPresent(each -> found.add(each.text()));
        return found.stream().filter(isKnown.negate()).toList();
    }

    /** A name that npm reads loosely, {@code v1.2.3}, is no version that a release can have. */
    private static Optional<Candidate> candidate(String text) {
        return text.isEmpty() || !Character.isDigit(text.charAt(0))
                ? Optional.empty()
                : NpmVersion.parse(text).map(version -> new Candidate(text, version));
    }

    private static boolean isOffered(Packument packument, Candidate candidate) {
        return packument
                .manifest(candidate.text())
                .filter(manifest -> manifest.dist().isPresent())
                .filter(Predicate.not(VersionManifest::deprecated))
                .isPresent();
    }
}
