package dev.assay.scanners.coordinates;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as npm reads it: Semantic Versioning 2.0.0 in the loose form of node-semver, which npm
 * uses throughout ({@code v1.2.3}, {@code 1.2.3beta}). Order ignores build metadata.
 *
 * @param prerelease the identifiers behind the hyphen; empty for a release
 */
public record NpmVersion(long major, long minor, long patch, List<String> prerelease)
        implements Comparable<NpmVersion> {

    /** Repetitions are counted: a regular expression recurses for each, and ranges are hostile. */
    static final String PRERELEASE =
            "(?:-?((?:\\d{0,256}[a-zA-Z-][a-zA-Z0-9-]{0,250}|\\d{1,256})"
                    + "(?:\\.(?:\\d{0,256}[a-zA-Z-][a-zA-Z0-9-]{0,250}|\\d{1,256})){0,127}))";

    static final String BUILD = "(?:\\+([a-zA-Z0-9-]{1,250}(?:\\.[a-zA-Z0-9-]{1,250}){0,127}))";
    static final String PLAIN =
            "[v=\\s]*(\\d{1,256})\\.(\\d{1,256})\\.(\\d{1,256})" + PRERELEASE + "?" + BUILD + "?";

    /** The largest number that JavaScript holds exactly; npm refuses larger ones. */
    private static final long LARGEST = (1L << 53) - 1;

    private static final int LONGEST = 256;
    private static final Pattern LOOSE = Pattern.compile(PLAIN);

    public NpmVersion {
        prerelease = List.copyOf(prerelease);
    }

    /** Reads a version; empty where npm would refuse it. */
    public static Optional<NpmVersion> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var matcher = LOOSE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new NpmVersion(
                            number(matcher.group(1)),
                            number(matcher.group(2)),
                            number(matcher.group(3)),
                            matcher.group(4) == null
                                    ? List.of()
                                    : List.of(matcher.group(4).split("\\."))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    @Override
    public int compareTo(NpmVersion other) {
        var order = Long.compare(major, other.major);
        order = order != 0 ? order : Long.compare(minor, other.minor);
        order = order != 0 ? order : Long.compare(patch, other.patch);
        if (order != 0 || prerelease.equals(other.prerelease)) {
            return order;
        }
        if (isPrerelease() != other.isPrerelease()) {
            return isPrerelease() ? -1 : 1;
        }
        for (var i = 0; i < prerelease.size() && i < other.prerelease.size(); i++) {
            order = compareIdentifiers(prerelease.get(i), other.prerelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(prerelease.size(), other.prerelease.size());
    }

    boolean sameRelease(NpmVersion other) {
        return major == other.major && minor == other.minor && patch == other.patch;
    }

    static long number(String digits) {
        var value = digits.length() > 17 ? Long.MAX_VALUE : Long.parseLong(digits);
        if (value > LARGEST) {
            throw new IllegalArgumentException(digits + " is larger than npm counts");
        }
        return value;
    }

    private static int compareIdentifiers(String left, String right) {
        var leftIsNumber = isNumber(left);
        var rightIsNumber = isNumber(right);
        if (leftIsNumber && rightIsNumber) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        if (leftIsNumber != rightIsNumber) {
            return leftIsNumber ? -1 : 1;
        }
        return left.compareTo(right);
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public String toString() {
        var release = major + "." + minor + "." + patch;
        return isPrerelease() ? release + "-" + String.join(".", prerelease) : release;
    }
}
