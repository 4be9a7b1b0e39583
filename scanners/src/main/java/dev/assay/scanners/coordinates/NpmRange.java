package dev.assay.scanners.coordinates;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions as npm reads it: node-semver's grammar in its loose form, pre-releases only
 * where the range itself names one of the same release. Every step is node-semver's, since ranges
 * in the registry use its corners ({@code ^0.x}, {@code X}, {@code 1 ||}) and the closure must be
 * the one that npm installs.
 */
public final class NpmRange {

    private static final int LONGEST = 4_096;
    private static final String ID = "(\\d{1,256}|x|X|\\*)";
    private static final String X_RANGE =
            "[v=\\s]*"
                    + ID
                    + "(?:\\."
                    + ID
                    + "(?:\\."
                    + ID
                    + NpmVersion.PRERELEASE
                    + "?"
                    + NpmVersion.BUILD
                    + "?)?)?";
    private static final String OPERATOR = "((?:<|>)?=?)";
    private static final Pattern BUILD = Pattern.compile(NpmVersion.BUILD);
    private static final Pattern HYPHEN =
            Pattern.compile("^\\s?(" + X_RANGE + ")\\s-\\s(" + X_RANGE + ")\\s?$");
    private static final Pattern OPERATOR_GAP =
            Pattern.compile("(\\s?)" + OPERATOR + "\\s?(" + NpmVersion.PLAIN + "|" + X_RANGE + ")");
    private static final Pattern TILDE_GAP = Pattern.compile("(\\s?)(?:~>?)\\s");
    private static final Pattern CARET_GAP = Pattern.compile("(\\s?)\\^\\s");
    private static final Pattern TILDE = Pattern.compile("^(?:~>?)" + X_RANGE + "$");
    private static final Pattern CARET = Pattern.compile("^\\^" + X_RANGE + "$");
    private static final Pattern X_COMPARATOR =
            Pattern.compile("^" + OPERATOR + "\\s?" + X_RANGE + "$");
    private static final Pattern STAR = Pattern.compile("(<|>)?=?\\s?\\*");
    private static final Pattern ANYTHING = Pattern.compile("^\\s?>=\\s?0\\.0\\.0\\s?$");
    private static final Pattern COMPARATOR =
            Pattern.compile("^" + OPERATOR + "\\s?(" + NpmVersion.PLAIN + ")$|^$");
    private static final String NOTHING = "<0.0.0-0";

    private final List<List<Comparator>> alternatives;

    private record Comparator(String operator, NpmVersion version) {

        boolean test(NpmVersion other) {
            var order = other.compareTo(version);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> order == 0;
            };
        }
    }

    private NpmRange(List<List<Comparator>> alternatives) {
        this.alternatives = alternatives;
    }

    /** Reads a range; empty where it is none, as a tag is none. */
    public static Optional<NpmRange> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var alternatives = new ArrayList<List<Comparator>>();
        try {
            for (var part : text.strip().replaceAll("\\s+", " ").split("\\|\\|", -1)) {
                comparators(part.strip()).ifPresent(alternatives::add);
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return alternatives.isEmpty() ? Optional.empty() : Optional.of(new NpmRange(alternatives));
    }

    public boolean contains(NpmVersion version) {
        return alternatives.stream().anyMatch(all -> holds(all, version));
    }

    private static boolean holds(List<Comparator> all, NpmVersion version) {
        return all.stream().allMatch(comparator -> comparator.test(version))
                && (!version.isPrerelease()
                        || all.stream()
                                .anyMatch(
                                        comparator ->
                                                comparator.version().isPrerelease()
                                                        && comparator
                                                                .version()
                                                                .sameRelease(version)));
    }

    /** What must hold together; an empty list is everything, an absent one is no range at all. */
    private static Optional<List<Comparator>> comparators(String text) {
        var range = BUILD.matcher(text).replaceAll("");
        range = HYPHEN.matcher(range).replaceFirst(match -> quoted(hyphen(match)));
        range = OPERATOR_GAP.matcher(range).replaceAll("$1$2$3");
        range = TILDE_GAP.matcher(range).replaceAll("$1~");
        range = CARET_GAP.matcher(range).replaceAll("$1^");
        var simple = new StringBuilder();
        for (var part : range.split(" ", -1)) {
            simple.append(' ').append(simplified(part));
        }
        var found = new ArrayList<Comparator>();
        var any = false;
        for (var part : simple.substring(1).split("\\s+", -1)) {
            var matcher = COMPARATOR.matcher(ANYTHING.matcher(part).replaceFirst(""));
            // In the loose form, words that mean nothing are passed over.
            if (!matcher.find()) {
                continue;
            }
            any = true;
            if (matcher.group(2) != null) {
                var version =
                        NpmVersion.parse(matcher.group(2))
                                .orElseThrow(() -> new IllegalArgumentException(text));
                var operator = matcher.group(1).equals("=") ? "" : matcher.group(1);
                found.add(new Comparator(operator, version));
            }
        }
        return any ? Optional.of(List.copyOf(found)) : Optional.empty();
    }

    private static String simplified(String comparator) {
        var text = BUILD.matcher(comparator).replaceAll("");
        text = each(text, CARET, NpmRange::caret);
        text = each(text, TILDE, NpmRange::tilde);
        text = each(text, X_COMPARATOR, NpmRange::xRange);
        return STAR.matcher(text.strip()).replaceFirst("");
    }

    private interface Rewrite {
        String of(MatchResult match);
    }

    private static String each(String text, Pattern pattern, Rewrite rewrite) {
        var parts = new ArrayList<String>();
        for (var part : text.strip().split("\\s+", -1)) {
            var matcher = pattern.matcher(part);
            parts.add(matcher.find() ? rewrite.of(matcher) : part);
        }
        return String.join(" ", parts);
    }

    private static String caret(MatchResult match) {
        var major = match.group(1);
        var minor = match.group(2);
        var patch = match.group(3);
        if (isX(major)) {
            return "";
        }
        if (isX(minor)) {
            return ">=" + major + ".0.0 <" + after(major) + ".0.0-0";
        }
        var zero = major.equals("0");
        if (isX(patch)) {
            return ">=" + major + "." + minor + ".0 <" + belowCaret(major, minor, "x", zero);
        }
        var from = ">=" + major + "." + minor + "." + patch;
        return (match.group(4) == null ? from : from + "-" + match.group(4))
                + " <"
                + belowCaret(major, minor, patch, zero);
    }

    private static String belowCaret(String major, String minor, String patch, boolean zero) {
        if (!zero) {
            return after(major) + ".0.0-0";
        }
        return minor.equals("0") && !isX(patch)
                ? major + "." + minor + "." + after(patch) + "-0"
                : major + "." + after(minor) + ".0-0";
    }

    private static String tilde(MatchResult match) {
        var major = match.group(1);
        var minor = match.group(2);
        var patch = match.group(3);
        if (isX(major)) {
            return "";
        }
        if (isX(minor)) {
            return ">=" + major + ".0.0 <" + after(major) + ".0.0-0";
        }
        var to = " <" + major + "." + after(minor) + ".0-0";
        if (isX(patch)) {
            return ">=" + major + "." + minor + ".0" + to;
        }
        var from = ">=" + major + "." + minor + "." + patch;
        return (match.group(4) == null ? from : from + "-" + match.group(4)) + to;
    }

    private static String xRange(MatchResult match) {
        var operator = match.group(1);
        var major = match.group(2);
        var minor = match.group(3);
        var patch = match.group(4);
        if (isX(major) && !isX(minor) || isX(minor) && patch != null && !isX(patch)) {
            return match.group();
        }
        if (isX(major)) {
            return operator.equals("<") || operator.equals(">") ? NOTHING : "*";
        }
        if (!isX(patch)) {
            return match.group();
        }
        return switch (operator) {
            case ">" ->
                    isX(minor)
                            ? ">=" + after(major) + ".0.0"
                            : ">=" + major + "." + after(minor) + ".0";
            case "<=" ->
                    isX(minor)
                            ? "<" + after(major) + ".0.0-0"
                            : "<" + major + "." + after(minor) + ".0-0";
            case "<" -> "<" + major + "." + (isX(minor) ? "0" : minor) + ".0-0";
            case ">=" -> ">=" + major + "." + (isX(minor) ? "0" : minor) + ".0";
            default ->
                    isX(minor)
                            ? ">=" + major + ".0.0 <" + after(major) + ".0.0-0"
                            : ">="
                                    + major
                                    + "."
                                    + minor
                                    + ".0 <"
                                    + major
                                    + "."
                                    + after(minor)
                                    + ".0-0";
        };
    }

    private static String hyphen(MatchResult match) {
        var from = match.group(1);
        if (isX(match.group(2))) {
            from = "";
        } else if (isX(match.group(3))) {
            from = ">=" + match.group(2) + ".0.0";
        } else if (isX(match.group(4))) {
            from = ">=" + match.group(2) + "." + match.group(3) + ".0";
        } else {
            from = ">=" + from;
        }
        var to = match.group(7);
        if (isX(match.group(8))) {
            to = "";
        } else if (isX(match.group(9))) {
            to = "<" + after(match.group(8)) + ".0.0-0";
        } else if (isX(match.group(10))) {
            to = "<" + match.group(8) + "." + after(match.group(9)) + ".0-0";
        } else if (match.group(11) != null) {
            to =
                    "<="
                            + match.group(8)
                            + "."
                            + match.group(9)
                            + "."
                            + match.group(10)
                            + "-"
                            + match.group(11);
        } else {
            to = "<=" + to;
        }
        return (from + " " + to).strip();
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static boolean isX(@Nullable String id) {
        return id == null || id.isEmpty() || id.equalsIgnoreCase("x") || id.equals("*");
    }

    private static long after(String digits) {
        return NpmVersion.number(digits) + 1;
    }
}
