package dev.assay.registry.gate.npm;

import dev.assay.scanners.coordinates.NpmVersion;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Versions by semver; what is no semver comes before everything that is. */
final class SemverOrder {

    private record Parsed(String text, @Nullable NpmVersion semver) {
        static Parsed of(String text) {
            return new Parsed(text, NpmVersion.parse(text).orElse(null));
        }

        boolean stable() {
            return semver != null && !semver.isPrerelease();
        }
    }

    private static final Comparator<Parsed> ASCENDING =
            Comparator.comparing(
                            Parsed::semver,
                            Comparator.nullsFirst(Comparator.<NpmVersion>naturalOrder()))
                    .thenComparing(Parsed::text);

    private SemverOrder() {}

    static List<String> newestFirst(Collection<String> versions) {
        return versions.stream()
                .map(Parsed::of)
                .sorted(ASCENDING.reversed())
                .map(Parsed::text)
                .toList();
    }

    /** The highest one that is not above a limit; stable ones win unless the limit is none. */
    static Optional<String> highestUpTo(Collection<String> versions, String limit) {
        var most = Parsed.of(limit);
        var within =
                versions.stream()
                        .map(Parsed::of)
                        .filter(each -> ASCENDING.compare(each, most) <= 0)
                        .toList();
        return highest(within, most.stable());
    }

    /** The highest stable one, or the highest where none is stable. */
    static Optional<String> highest(Collection<String> versions) {
        return highest(versions.stream().map(Parsed::of).toList(), true);
    }

    private static Optional<String> highest(List<Parsed> versions, boolean preferStable) {
        var stable = versions.stream().filter(Parsed::stable).max(ASCENDING);
        return (preferStable && stable.isPresent() ? stable : versions.stream().max(ASCENDING))
                .map(Parsed::text);
    }
}
