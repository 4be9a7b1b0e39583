package dev.assay.scanners.ecosystem.oci;

import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tag that reads like a version, among those of its repository: {@code 1.2.0}, {@code v1.2},
 * {@code 1.2.0-alpine}. By numbers first; one with a suffix comes before the one without. Other
 * tags ({@code latest}) have no place in the order.
 *
 * @param text with the digest, where there is one
 * @param suffix what follows the numbers, or empty
 */
record TagOrder(String text, List<BigInteger> numbers, String suffix) implements ReleaseVersion {

    private static final Pattern FORM =
            Pattern.compile("v?(\\d{1,18}(?:\\.\\d{1,18}){0,3})([-_.+][A-Za-z0-9._-]*)?");
    private static final Pattern UNFINISHED =
            Pattern.compile(
                    "(?i).*(?:^|[._-])(?:alpha|beta|rc|pre|preview|dev|snapshot|nightly|canary|edge)"
                            + "[._-]?\\d*(?:$|[._-]).*");

    static Optional<TagOrder> parse(String text) {
        var tag = OciVersion.parse(text).map(OciVersion::tag).orElse(null);
        var form = FORM.matcher(tag == null ? "" : tag);
        return form.matches()
                ? Optional.of(
                        new TagOrder(
                                text,
                                Arrays.stream(form.group(1).split("\\."))
                                        .map(BigInteger::new)
                                        .toList(),
                                form.group(2) == null ? "" : form.group(2)))
                : Optional.empty();
    }

    @Override
    public boolean isPrerelease() {
        return UNFINISHED.matcher(suffix).matches();
    }

    /** Variants ({@code -alpine}) are lines of their own. */
    @Override
    public String line() {
        return numbers.getFirst() + (isPrerelease() ? "" : suffix.replaceAll("\\d+(\\.\\d+)*", ""));
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        var that = (TagOrder) other;
        for (var i = 0; i < Math.max(numbers.size(), that.numbers.size()); i++) {
            var order = number(i).compareTo(that.number(i));
            if (order != 0) {
                return order;
            }
        }
        return suffix.isEmpty() || that.suffix.isEmpty()
                ? Boolean.compare(suffix.isEmpty(), that.suffix.isEmpty())
                : suffix.compareTo(that.suffix);
    }

    private BigInteger number(int place) {
        return place < numbers.size() ? numbers.get(place) : BigInteger.ZERO;
    }
}
