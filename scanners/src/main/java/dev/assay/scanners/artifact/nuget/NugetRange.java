package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.coordinates.NugetVersion;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Optional;

/**
 * Which versions a dependency may be (NuGet documentation, "Package versioning", "Version ranges").
 * Floating ones ({@code 1.*}) are none: what they mean changes with every publication.
 *
 * @param least null for any below {@code most}
 * @param most null for any above {@code least}
 */
public record NugetRange(
        @Nullable NugetVersion least,
        boolean leastIsIn,
        @Nullable NugetVersion most,
        boolean mostIsIn) {

    /** Any version. */
    public static final NugetRange ANY = new NugetRange(null, false, null, false);

    /** Reads one; empty where it is none, or a floating one. */
    public static Optional<NugetRange> of(String text) {
        var plain = text.strip();
        if (plain.isEmpty()) {
            return Optional.of(ANY);
        }
        var first = plain.charAt(0);
        if (first != '[' && first != '(') {
            return NugetVersion.of(plain).map(least -> new NugetRange(least, true, null, false));
        }
        var last = plain.charAt(plain.length() - 1);
        if (plain.length() < 3 || last != ']' && last != ')') {
            return Optional.empty();
        }
        var parts = plain.substring(1, plain.length() - 1).split(",", -1);
        if (parts.length == 1) {
            return first == '[' && last == ']'
                    ? NugetVersion.of(parts[0].strip())
                            .map(only -> new NugetRange(only, true, only, true))
                    : Optional.empty();
        }
        if (parts.length != 2) {
            return Optional.empty();
        }
        var least = parts[0].strip();
        var most = parts[1].strip();
        var below = NugetVersion.of(least).orElse(null);
        var above = NugetVersion.of(most).orElse(null);
        return below == null && !least.isEmpty() || above == null && !most.isEmpty()
                ? Optional.empty()
                : Optional.of(new NugetRange(below, first == '[', above, last == ']'));
    }

    public boolean holds(NugetVersion version) {
        var fromLeast = least == null ? 1 : version.compareTo(least);
        var fromMost = most == null ? -1 : version.compareTo(most);
        return (fromLeast > 0 || fromLeast == 0 && leastIsIn)
                && (fromMost < 0 || fromMost == 0 && mostIsIn);
    }

    /**
     * The lowest version of those that it holds, which is the one that NuGet takes. Unfinished ones
     * count where a bound is one.
     */
    public Optional<NugetVersion> lowest(Collection<NugetVersion> versions) {
        var unfinished =
                least != null && least.isPrerelease() || most != null && most.isPrerelease();
        return versions.stream()
                .filter(each -> unfinished || !each.isPrerelease())
                .filter(this::holds)
                .min(NugetVersion::compareTo);
    }

    @Override
    public String toString() {
        return (leastIsIn ? "[" : "(")
                + (least == null ? "" : least)
                + ", "
                + (most == null ? "" : most)
                + (mostIsIn ? "]" : ")");
    }
}
