package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.coordinates.NpmVersion;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as cargo reads it: Semantic Versioning 2.0.0, strictly. Build metadata is a part of the
 * name and has no say in which of two versions is higher, but where nothing else differs.
 *
 * @param text as it is written
 */
public record CrateVersion(String text, NpmVersion number, String build)
        implements Comparable<CrateVersion> {

    private static final String NUMBER = "(?:0|[1-9]\\d{0,14})";
    private static final Pattern STRICT =
            Pattern.compile(
                    "("
                            + NUMBER
                            + "\\."
                            + NUMBER
                            + "\\."
                            + NUMBER
                            + "(?:-[0-9A-Za-z-]{1,64}(?:\\.[0-9A-Za-z-]{1,64}){0,16})?)"
                            + "(?:\\+([0-9A-Za-z.-]{1,128}))?");

    /** Reads a version; empty where it is none. */
    public static Optional<CrateVersion> of(String text) {
        var matcher = STRICT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var build = matcher.group(2);
        return NpmVersion.parse(matcher.group(1))
                .map(number -> new CrateVersion(text, number, build == null ? "" : build));
    }

    public boolean isPrerelease() {
        return number.isPrerelease();
    }

    /**
     * Versions of one line promise to fit where another of it does, and there is one of each line
     * in a resolution: {@code 1}, {@code 0.3}, {@code 0.0.5}.
     */
    public String line() {
        return number.major() > 0
                ? String.valueOf(number.major())
                : number.minor() > 0 ? "0." + number.minor() : "0.0." + number.patch();
    }

    @Override
    public int compareTo(CrateVersion other) {
        var order = number.compareTo(other.number);
        return order != 0 ? order : build.compareTo(other.build);
    }

    @Override
    public String toString() {
        return text;
    }
}
