package dev.assay.scanners.coordinates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as NuGet orders and writes it: Semantic Versioning 2 with a fourth number, without
 * regard to capital letters (NuGet documentation, "Package versioning", "Normalized version
 * numbers").
 *
 * @param numbers four of them
 * @param labels what stands behind the hyphen, in lower case; empty for a finished version
 */
public record NugetVersion(List<Integer> numbers, List<String> labels)
        implements Comparable<NugetVersion> {

    private static final int LONGEST = 256;
    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{1,10}(?:\\.\\d{1,10}){0,3})(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?"
                            + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    public NugetVersion {
        numbers = List.copyOf(numbers);
        labels = List.copyOf(labels);
    }

    /** Reads one, in any of its spellings; empty where it is none. */
    public static Optional<NugetVersion> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var numbers = new ArrayList<Integer>(4);
        for (var part : form.group(1).split("\\.")) {
            var number = Long.parseLong(part);
            if (number > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            numbers.add((int) number);
        }
        while (numbers.size() < 4) {
            numbers.add(0);
        }
        var labels = form.group(2);
        return Optional.of(
                new NugetVersion(
                        numbers,
                        labels == null
                                ? List.of()
                                : List.of(labels.toLowerCase(Locale.ROOT).split("\\."))));
    }

    public boolean isPrerelease() {
        return !labels.isEmpty();
    }

    @Override
    public int compareTo(NugetVersion other) {
        for (var i = 0; i < 4; i++) {
            var order = Integer.compare(numbers.get(i), other.numbers.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (labels.isEmpty() || other.labels.isEmpty()) {
            return Boolean.compare(labels.isEmpty(), other.labels.isEmpty());
        }
        for (var i = 0; i < Math.min(labels.size(), other.labels.size()); i++) {
            var order = compared(labels.get(i), other.labels.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(labels.size(), other.labels.size());
    }

    private static int compared(String one, String other) {
        var isNumber = isNumber(one);
        if (isNumber != isNumber(other)) {
            return isNumber ? -1 : 1;
        }
        if (!isNumber) {
            return one.compareTo(other);
        }
        var left = one.replaceFirst("^0+(?=.)", "");
        var right = other.replaceFirst("^0+(?=.)", "");
        return left.length() == right.length()
                ? left.compareTo(right)
                : Integer.compare(left.length(), right.length());
    }

    private static boolean isNumber(String label) {
        return label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** The normal spelling, in lower case, which is the one that addresses have. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        text.append(numbers.get(0)).append('.').append(numbers.get(1));
        text.append('.').append(numbers.get(2));
        if (numbers.get(3) != 0) {
            text.append('.').append(numbers.get(3));
        }
        return labels.isEmpty() ? text.toString() : text + "-" + String.join(".", labels);
    }
}
