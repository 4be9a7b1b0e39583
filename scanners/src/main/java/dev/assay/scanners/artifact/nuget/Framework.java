package dev.assay.scanners.artifact.nuget;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A target framework, as far as packages for .NET 5 and later need one: .NET, .NET Core, .NET
 * Standard and "any". Others are known by name and fit nothing here.
 *
 * @param text as it was written
 */
public record Framework(Family family, int major, int minor, boolean ofPlatform, String text) {

    /** What fits first where several do: NuGet takes a framework's own before a standard. */
    public enum Family {
        NET,
        STANDARD,
        ANY,
        OTHER
    }

    private static final Pattern SHORT =
            Pattern.compile("(netstandard|netcoreapp|net)(\\d+)\\.(\\d+)(-[a-z0-9.]+)?");
    private static final Pattern LONG =
            Pattern.compile(
                    "\\.?(netstandard|netcoreapp|net)(?:,version=v?)?(\\d+)\\.(\\d+)(?:\\.\\d+)?()");
    private static final int FIRST_WITHOUT_CORE = 5;

    /** The standards that .NET 5 and later have. */
    private static final int LAST_STANDARD = 2;

    /** Reads one, in its short or its long spelling. */
    public static Framework of(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.isEmpty() || plain.equals("any")) {
            return new Framework(Family.ANY, 0, 0, false, "any");
        }
        for (var form : new Pattern[] {SHORT, LONG}) {
            var match = form.matcher(plain);
            if (!match.matches() || match.group(2).length() > 3 || match.group(3).length() > 3) {
                continue;
            }
            var major = Integer.parseInt(match.group(2));
            var minor = Integer.parseInt(match.group(3));
            var platform = match.group(4) != null && !match.group(4).isEmpty();
            switch (match.group(1)) {
                case "netstandard" -> {
                    return new Framework(Family.STANDARD, major, minor, platform, plain);
                }
                case "netcoreapp" -> {
                    return new Framework(Family.NET, major, minor, platform, plain);
                }
                default -> {
                    if (major >= FIRST_WITHOUT_CORE) {
                        return new Framework(Family.NET, major, minor, platform, plain);
                    }
                }
            }
        }
        return new Framework(Family.OTHER, 0, 0, false, plain);
    }

    /**
     * The framework that closures are resolved for.
     *
     * @throws IllegalArgumentException where it is none of .NET 5 or later
     */
    public static Framework target(String text) {
        var target = of(text);
        if (target.family() != Family.NET
                || target.major() < FIRST_WITHOUT_CORE
                || target.ofPlatform()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no framework that closures are resolved for; write net8.0");
        }
        return target;
    }

    /** Whether what is made for another framework runs on this one. */
    boolean takes(Framework other) {
        return switch (other.family) {
            case ANY -> true;
            case STANDARD -> !other.ofPlatform && other.major <= LAST_STANDARD;
            case NET ->
                    !other.ofPlatform
                            && (other.major < major
                                    || other.major == major && other.minor <= minor);
            case OTHER -> false;
        };
    }

    /** The one of several that is nearest to this one; empty where none fits. */
    public Optional<Framework> nearest(Collection<Framework> offered) {
        return offered.stream()
                .filter(this::takes)
                .min(
                        Comparator.comparing(Framework::family)
                                .thenComparing(
                                        Comparator.comparingInt(Framework::major)
                                                .thenComparingInt(Framework::minor)
                                                .reversed()));
    }

    @Override
    public String toString() {
        return text;
    }
}
