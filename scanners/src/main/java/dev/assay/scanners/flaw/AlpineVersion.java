package dev.assay.scanners.flaw;

import dev.assay.scanners.ecosystem.ReleaseVersion;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of an Alpine package, ordered as apk orders it (apk-package(5)): numbers, a letter,
 * suffixes of which some stand before the version itself, and the revision of the build.
 */
record AlpineVersion(
        String text, List<String> numbers, String letter, List<Suffix> suffixes, BigInteger build)
        implements ReleaseVersion {

    /** Those before {@code NONE} are of what is not finished. */
    enum Kind {
        ALPHA,
        BETA,
        PRE,
        RC,
        NONE,
        CVS,
        SVN,
        GIT,
        HG,
        P
    }

    record Suffix(Kind kind, BigInteger number) {
        static final Suffix NONE = new Suffix(Kind.NONE, BigInteger.ZERO);
    }

    private static final Pattern FORM =
            Pattern.compile(
                    "(\\d{1,100}(?:\\.\\d{1,100}){0,30})([a-z]?)"
                            + "((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\\d{0,100}){0,10})"
                            + "(?:~[0-9a-f]{1,64})?(?:-r(\\d{1,18}))?");

    static Optional<ReleaseVersion> of(String text) {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var suffixes = new ArrayList<Suffix>();
        for (var each : found.group(3).split("_")) {
            if (!each.isEmpty()) {
                var name = each.replaceFirst("\\d+$", "");
                suffixes.add(
                        new Suffix(
                                Arrays.stream(Kind.values())
                                        .filter(kind -> kind.name().equalsIgnoreCase(name))
                                        .findFirst()
                                        .orElseThrow(),
                                number(each.substring(name.length()))));
            }
        }
        return Optional.of(
                new AlpineVersion(
                        text,
                        List.of(found.group(1).split("\\.")),
                        found.group(2),
                        List.copyOf(suffixes),
                        number(found.group(4) == null ? "" : found.group(4))));
    }

    @Override
    public boolean isPrerelease() {
        return suffixes.stream().anyMatch(each -> each.kind().compareTo(Kind.NONE) < 0);
    }

    @Override
    public String line() {
        return numbers.getFirst();
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        var that = (AlpineVersion) other;
        var order = numbers(that);
        order = order == 0 ? letter.compareTo(that.letter) : order;
        order = order == 0 ? suffixes(that) : order;
        return order == 0 ? build.compareTo(that.build) : order;
    }

    private int numbers(AlpineVersion that) {
        var both = Math.min(numbers.size(), that.numbers.size());
        for (var i = 0; i < both; i++) {
            var one = numbers.get(i);
            var other = that.numbers.get(i);
            // Behind a point, digits that begin with zero are a fraction.
            var isFraction = i > 0 && (one.startsWith("0") || other.startsWith("0"));
            var order = isFraction ? one.compareTo(other) : number(one).compareTo(number(other));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), that.numbers.size());
    }

    private int suffixes(AlpineVersion that) {
        for (var i = 0; i < Math.max(suffixes.size(), that.suffixes.size()); i++) {
            var one = i < suffixes.size() ? suffixes.get(i) : Suffix.NONE;
            var other = i < that.suffixes.size() ? that.suffixes.get(i) : Suffix.NONE;
            var order = one.kind().compareTo(other.kind());
            order = order == 0 ? one.number().compareTo(other.number()) : order;
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static BigInteger number(String digits) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }
}
