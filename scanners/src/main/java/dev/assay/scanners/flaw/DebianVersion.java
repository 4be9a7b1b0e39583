package dev.assay.scanners.flaw;

import dev.assay.scanners.ecosystem.ReleaseVersion;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of a Debian package, ordered as dpkg orders it (Debian Policy 5.6.12): epoch, upstream
 * version, revision; letters before all other signs, and {@code ~} before the end itself.
 */
record DebianVersion(String text, BigInteger epoch, String upstream, String revision)
        implements ReleaseVersion {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(\\d{1,18}):)?([A-Za-z0-9.+~:-]{1,256}?)(?:-([A-Za-z0-9.+~]{1,256}))?");

    static Optional<ReleaseVersion> of(String text) {
        var found = FORM.matcher(text);
        return found.matches()
                ? Optional.of(
                        new DebianVersion(
                                text,
                                found.group(1) == null
                                        ? BigInteger.ZERO
                                        : new BigInteger(found.group(1)),
                                found.group(2),
                                found.group(3) == null ? "" : found.group(3)))
                : Optional.empty();
    }

    @Override
    public boolean isPrerelease() {
        return upstream.contains("~");
    }

    @Override
    public String line() {
        return epoch + ":" + upstream.split("\\.", 2)[0];
    }

    @Override
    public int compareTo(ReleaseVersion other) {
        var that = (DebianVersion) other;
        var order = epoch.compareTo(that.epoch);
        order = order == 0 ? compare(upstream, that.upstream) : order;
        return order == 0 ? compare(revision, that.revision) : order;
    }

    /** Runs of signs that are no digits, and of digits, in turn. */
    private static int compare(String one, String other) {
        var i = 0;
        var j = 0;
        while (i < one.length() || j < other.length()) {
            while (isSign(one, i) || isSign(other, j)) {
                var order = Integer.compare(weight(one, i), weight(other, j));
                if (order != 0) {
                    return order;
                }
                i += isSign(one, i) ? 1 : 0;
                j += isSign(other, j) ? 1 : 0;
            }
            var a = digits(one, i);
            var b = digits(other, j);
            var order = number(a).compareTo(number(b));
            if (order != 0) {
                return order;
            }
            i += a.length();
            j += b.length();
        }
        return 0;
    }

    private static boolean isSign(String text, int at) {
        return at < text.length() && !isDigit(text.charAt(at));
    }

    /** Where a part ends, or a number begins, counts as nothing: behind {@code ~} alone. */
    private static int weight(String text, int at) {
        if (!isSign(text, at)) {
            return 0;
        }
        var sign = text.charAt(at);
        if (sign == '~') {
            return -1;
        }
        return Character.isLetter(sign) ? sign : sign + 256;
    }

    private static String digits(String text, int from) {
        var end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }

    private static BigInteger number(String digits) {
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }
}
