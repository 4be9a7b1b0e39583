package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.coordinates.NpmVersion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which versions of a crate are good enough (Cargo book, "Specifying Dependencies"): comparators
 * with commas between, all of which have to hold; a plain version is a caret. What is finished
 * alone fits, unless a comparator names a pre-release of the same three numbers.
 */
public final class CrateRequirement {

    private static final int MOST = 32;
    private static final Pattern COMPARATOR =
            Pattern.compile(
                    "(=|>=|<=|>|<|~|\\^)?\\s*(\\d{1,15}|[*xX])"
                            + "(?:\\.(\\d{1,15}|[*xX]))?(?:\\.(\\d{1,15}|[*xX]))?"
                            + "(?:-([0-9A-Za-z.-]{1,128}))?(?:\\+[0-9A-Za-z.-]{1,128})?");

    private final String text;
    private final List<Comparator> all;

    private CrateRequirement(String text, List<Comparator> all) {
        this.text = text;
        this.all = List.copyOf(all);
    }

    /**
     * @param minor null where it is not said or a star; so {@code patch}
     * @param pre identifiers of the pre-release, empty for none
     */
    private record Comparator(
            String operator,
            long major,
            @Nullable Long minor,
            @Nullable Long patch,
            List<String> pre) {

        boolean holds(NpmVersion version) {
            return switch (operator) {
                case "=" -> exact(version);
                case ">" -> greater(version);
                case ">=" -> exact(version) || greater(version);
                case "<" -> !exact(version) && !greater(version);
                case "<=" -> !greater(version);
                case "~" -> tilde(version);
                default -> caret(version);
            };
        }

        private boolean exact(NpmVersion version) {
            return version.major() == major
                    && (minor == null || version.minor() == minor)
                    && (patch == null || version.patch() == patch)
                    && (patch == null || version.prerelease().equals(pre));
        }

        private boolean greater(NpmVersion version) {
            if (version.major() != major || minor == null) {
                return version.major() > major;
            }
            if (version.minor() != minor || patch == null) {
                return version.minor() > minor;
            }
            return version.compareTo(new NpmVersion(major, minor, patch, pre)) > 0;
        }

        private boolean notBelow(NpmVersion version) {
            return patch == null
                    || minor == null
                    || version.compareTo(new NpmVersion(major, minor, patch, pre)) >= 0;
        }

        private boolean tilde(NpmVersion version) {
            return version.major() == major
                    && (minor == null || version.minor() == minor)
                    && notBelow(version);
        }

        private boolean caret(NpmVersion version) {
            if (version.major() != major) {
                return false;
            }
            if (minor == null) {
                return true;
            }
            if (patch == null) {
                return major > 0 ? version.minor() >= minor : version.minor() == minor;
            }
            var sameLine =
                    major > 0
                            || (minor > 0
                                    ? version.minor() == minor
                                    : version.minor() == 0 && version.patch() == patch);
            return sameLine && notBelow(version);
        }

        boolean namesPrereleaseOf(NpmVersion version) {
            return !pre.isEmpty()
                    && minor != null
                    && patch != null
                    && version.major() == major
                    && version.minor() == minor
                    && version.patch() == patch;
        }
    }

    /** Reads what is written in an index; empty where cargo would not understand it. */
    public static Optional<CrateRequirement> of(String text) {
        var plain = text.strip();
        if (plain.isEmpty() || plain.equals("*") || plain.equalsIgnoreCase("x")) {
            return Optional.of(new CrateRequirement("*", List.of()));
        }
        var all = new ArrayList<Comparator>();
        for (var each : plain.split(",", -1)) {
            var one = comparator(each.strip());
            if (one.isEmpty() || all.size() == MOST) {
                return Optional.empty();
            }
            all.add(one.get());
        }
        return Optional.of(new CrateRequirement(plain, all));
    }

    private static Optional<Comparator> comparator(String text) {
        var matcher = COMPARATOR.matcher(text);
        if (!matcher.matches() || !Character.isDigit(matcher.group(2).charAt(0))) {
            return Optional.empty();
        }
        var minor = number(matcher.group(3));
        var patch = number(matcher.group(4));
        var starred = isStar(matcher.group(3)) || isStar(matcher.group(4));
        if (minor == null && patch != null || matcher.group(5) != null && patch == null) {
            return Optional.empty();
        }
        var operator = matcher.group(1);
        return Optional.of(
                new Comparator(
                        // 1.2.* is every 1.2, however small the first number is.
                        operator == null ? starred ? "=" : "^" : operator,
                        Long.parseLong(matcher.group(2)),
                        minor,
                        patch,
                        matcher.group(5) == null
                                ? List.of()
                                : List.of(matcher.group(5).split("\\."))));
    }

    private static boolean isStar(@Nullable String part) {
        return part != null && !Character.isDigit(part.charAt(0));
    }

    private static @Nullable Long number(@Nullable String part) {
        return part == null || isStar(part) ? null : Long.valueOf(part);
    }

    public boolean accepts(CrateVersion version) {
        var number = version.number();
        return all.stream().allMatch(each -> each.holds(number))
                && (!number.isPrerelease()
                        || all.stream().anyMatch(each -> each.namesPrereleaseOf(number)));
    }

    @Override
    public String toString() {
        return text;
    }
}
