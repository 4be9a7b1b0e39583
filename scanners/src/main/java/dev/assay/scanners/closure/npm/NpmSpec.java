package dev.assay.scanners.closure.npm;

import dev.assay.scanners.coordinates.NpmRange;
import dev.assay.scanners.coordinates.NpmVersion;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a dependency asks for, told apart as npm-package-arg does.
 *
 * @param packageName the package in the registry, which is another than the dependency's own name
 *     for an {@code npm:} alias
 * @param wanted the version, range or tag
 */
record NpmSpec(String packageName, Wanted wanted) {

    sealed interface Wanted {}

    record Exactly(NpmVersion version, String text) implements Wanted {}

    /** A range; {@code *} is satisfied by everything, pre-releases included. */
    record Within(NpmRange range, String text) implements Wanted {

        boolean isAnything() {
            return text.equals("*");
        }
    }

    record Tagged(String tag) implements Wanted {}

    /** Nothing that a registry can answer. */
    record Outside(String text, String kind) implements Wanted {}

    private static final Pattern FILE =
            Pattern.compile("(?i)^(?:file:.*|[.].*|~/.*|/.*|[a-z]:.*)", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("(?i)^(?:git[+])?[a-z]+:.*", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_.!~*'()-]+");
    private static final String ALIAS = "npm:";

    NpmSpec {
        Objects.requireNonNull(packageName, "packageName is null");
        Objects.requireNonNull(wanted, "wanted is null");
    }

    static NpmSpec of(String name, String raw) {
        if (FILE.matcher(raw).matches()) {
            return new NpmSpec(name, new Outside(raw, "a file or folder"));
        }
        if (raw.toLowerCase(Locale.ROOT).startsWith(ALIAS)) {
            return alias(name, raw);
        }
        if (URL.matcher(raw).matches() || raw.contains("/")) {
            return new NpmSpec(name, new Outside(raw, "a git repository or an address"));
        }
        return new NpmSpec(name, registry(raw.strip()));
    }

    private static NpmSpec alias(String name, String raw) {
        var target = raw.substring(ALIAS.length());
        var at = target.indexOf('@', 1);
        var packageName = at > 0 ? target.substring(0, at) : target;
        var range = at > 0 ? target.substring(at + 1) : "*";
        var nested = of(packageName, range.isEmpty() ? "*" : range);
        return packageName.isEmpty() || range.toLowerCase(Locale.ROOT).startsWith(ALIAS)
                ? new NpmSpec(name, new Outside(raw, "an alias that npm refuses"))
                : new NpmSpec(packageName, nested.wanted());
    }

    private static Wanted registry(String text) {
        var version = NpmVersion.parse(text);
        if (version.isPresent()) {
            return new Exactly(version.get(), text);
        }
        var range = NpmRange.parse(text);
        if (range.isPresent()) {
            return new Within(range.get(), text.isEmpty() ? "*" : text);
        }
        return TAG.matcher(text).matches()
                ? new Tagged(text)
                : new Outside(text, "no version, range or tag");
    }
}
