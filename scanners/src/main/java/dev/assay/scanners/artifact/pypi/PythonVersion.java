package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A version of a Python package (PEP 440), with its place among others. Equal are versions that
 * installers take for the same: {@code 1.0} and {@code 1.0.0}.
 */
public final class PythonVersion implements Comparable<PythonVersion> {

    /** Nobody writes longer ones, and longer numbers do not fit. */
    private static final int LONGEST = 200;

    private static final String NUMBER = "[0-9]{1,18}";
    private static final Pattern FORM =
            Pattern.compile(
                    "v?(?:(?<epoch>#)!)?(?<release>#(?:\\.#)*)"
                            .concat("(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?")
                            .concat("(?<preN>#)?)?")
                            .concat("(?<post>-(?<postA>#)|[-_.]?(?:post|rev|r)[-_.]?(?<postB>#)?)?")
                            .concat("(?<dev>[-_.]?dev[-_.]?(?<devN>#)?)?")
                            .concat("(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?")
                            .replace("#", NUMBER));

    private final long epoch;
    private final List<Long> release;
    private final @Nullable String pre;
    private final long preNumber;
    private final @Nullable Long post;
    private final @Nullable Long dev;
    private final List<String> local;
    private final String text;

    private PythonVersion(
            long epoch,
            List<Long> release,
            @Nullable String pre,
            long preNumber,
            @Nullable Long post,
            @Nullable Long dev,
            List<String> local) {
        this.epoch = epoch;
        this.release = List.copyOf(release);
        this.pre = pre;
        this.preNumber = preNumber;
        this.post = post;
        this.dev = dev;
        this.local = List.copyOf(local);
        this.text =
                (epoch == 0 ? "" : epoch + "!")
                        + release.stream().map(String::valueOf).collect(Collectors.joining("."))
                        + (pre == null ? "" : pre + preNumber)
                        + (post == null ? "" : ".post" + post)
                        + (dev == null ? "" : ".dev" + dev)
                        + (local.isEmpty() ? "" : "+" + String.join(".", local));
    }

    /** Reads a version in any of its spellings; empty where it is none. */
    public static Optional<PythonVersion> of(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        var form = FORM.matcher(plain);
        if (plain.length() > LONGEST || !form.matches()) {
            return Optional.empty();
        }
        var written = form.group("local");
        return Optional.of(
                new PythonVersion(
                        number(form, "epoch"),
                        Arrays.stream(form.group("release").split("\\."))
                                .map(Long::valueOf)
                                .toList(),
                        phase(form.group("pre")),
                        number(form, "preN"),
                        form.group("post") == null
                                ? null
                                : Long.valueOf(number(form, "postA") + number(form, "postB")),
                        form.group("dev") == null ? null : Long.valueOf(number(form, "devN")),
                        written == null ? List.of() : locals(written)));
    }

    private static long number(Matcher form, String group) {
        var text = form.group(group);
        return text == null ? 0 : Long.parseLong(text);
    }

    private static @Nullable String phase(@Nullable String written) {
        return switch (written) {
            case null -> null;
            case "alpha", "a" -> "a";
            case "beta", "b" -> "b";
            default -> "rc";
        };
    }

    private static List<String> locals(String written) {
        return Arrays.stream(written.split("[-_.]"))
                .map(each -> each.matches(NUMBER) ? String.valueOf(Long.parseLong(each)) : each)
                .toList();
    }

    public boolean isPrerelease() {
        return pre != null || dev != null;
    }

    /** Versions of one line promise to fit where another of it does: epoch and first number. */
    public String line() {
        return (epoch == 0 ? "" : epoch + "!") + number(0);
    }

    boolean isPostRelease() {
        return post != null;
    }

    boolean hasLocal() {
        return !local.isEmpty();
    }

    long epoch() {
        return epoch;
    }

    List<Long> release() {
        return release;
    }

    /** The number at a place of the release, 0 where it has none there. */
    long number(int place) {
        return place < release.size() ? release.get(place) : 0;
    }

    /** Without what somebody who repacked it added. */
    PythonVersion withoutLocal() {
        return new PythonVersion(epoch, release, pre, preNumber, post, dev, List.of());
    }

    /** Epoch and release alone. */
    PythonVersion base() {
        return new PythonVersion(epoch, release, null, 0, null, null, List.of());
    }

    /** The version that {@code ~=} allows no lower one than by its first numbers. */
    PythonVersion prefix() {
        return new PythonVersion(
                epoch, release.subList(0, release.size() - 1), null, 0, null, null, List.of());
    }

    /** Whether this begins like another, for {@code ==1.2.*}. */
    boolean startsWith(PythonVersion start) {
        if (epoch != start.epoch) {
            return false;
        }
        for (var i = 0; i < start.release.size(); i++) {
            if (number(i) != start.release.get(i)) {
                return false;
            }
        }
        return (start.pre == null || (start.pre.equals(pre) && start.preNumber == preNumber))
                && (start.post == null || start.post.equals(post));
    }

    @Override
    public int compareTo(PythonVersion other) {
        var order = Long.compare(epoch, other.epoch);
        for (var i = 0; order == 0 && i < Math.max(release.size(), other.release.size()); i++) {
            order = Long.compare(number(i), other.number(i));
        }
        order = order != 0 ? order : Integer.compare(preRank(), other.preRank());
        order = order != 0 ? order : Long.compare(preNumber, other.preNumber);
        order = order != 0 ? order : Long.compare(orElse(post, -1), orElse(other.post, -1));
        order =
                order != 0
                        ? order
                        : Long.compare(
                                orElse(dev, Long.MAX_VALUE), orElse(other.dev, Long.MAX_VALUE));
        return order != 0 ? order : compareLocal(other);
    }

    /** A development release of nothing else comes before all else of its release. */
    private int preRank() {
        if (pre == null) {
            return post == null && dev != null ? 0 : 4;
        }
        return pre.equals("a") ? 1 : pre.equals("b") ? 2 : 3;
    }

    private static long orElse(@Nullable Long number, long other) {
        return number == null ? other : number;
    }

    private int compareLocal(PythonVersion other) {
        for (var i = 0; i < Math.min(local.size(), other.local.size()); i++) {
            var one = local.get(i);
            var two = other.local.get(i);
            var isNumber = one.matches(NUMBER);
            var order =
                    isNumber != two.matches(NUMBER)
                            ? (isNumber ? 1 : -1)
                            : isNumber
                                    ? Long.compare(Long.parseLong(one), Long.parseLong(two))
                                    : one.compareTo(two);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(local.size(), other.local.size());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PythonVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        var numbers = new ArrayList<>(release);
        while (numbers.size() > 1 && numbers.getLast() == 0) {
            numbers.removeLast();
        }
        return Objects.hash(epoch, numbers, pre, preNumber, post, dev, local);
    }

    /** The normal spelling. It keeps zeros at the end: {@code 1.0} stays {@code 1.0}. */
    @Override
    public String toString() {
        return text;
    }
}
