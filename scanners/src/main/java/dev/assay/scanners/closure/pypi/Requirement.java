package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.pypi.VersionRange;
import dev.assay.scanners.coordinates.PythonName;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a package wants to be installed beside it (PEP 508).
 *
 * @param name in the normal spelling
 * @param extras in the normal spelling
 * @param address where it is to be fetched from instead of the index, or null
 * @param marker on which targets, and with which extras of the package that wants it
 */
record Requirement(
        String name,
        SortedSet<String> extras,
        VersionRange range,
        @Nullable String address,
        Marker marker) {

    private static final int LONGEST = 10_000;
    private static final Pattern START =
            Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^\\]\\[]*)])?\\s*");

    /** Reads one; empty where it is none. */
    static Optional<Requirement> of(String text) {
        var start = START.matcher(text);
        if (text.length() > LONGEST || !start.lookingAt() || !PythonName.isName(start.group(1))) {
            return Optional.empty();
        }
        var extras = extras(start.group(2));
        var rest = text.substring(start.end()).strip();
        var isAddress = rest.startsWith("@");
        // An address may hold a semicolon, so a space has to stand before that of a marker.
        var cut = isAddress ? rest.indexOf(" ;") : rest.indexOf(';');
        var wanted = (cut < 0 ? rest : rest.substring(0, cut)).strip();
        var condition = cut < 0 ? "" : rest.substring(rest.indexOf(';', cut) + 1);
        var range = isAddress ? Optional.of(VersionRange.ANY) : range(wanted);
        var marker =
                cut < 0 || condition.isBlank() ? Optional.of(Marker.ALWAYS) : Marker.of(condition);
        if (extras.isEmpty() || range.isEmpty() || marker.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Requirement(
                        PythonName.normal(start.group(1)),
                        extras.get(),
                        range.get(),
                        isAddress ? wanted.substring(1).strip() : null,
                        marker.get()));
    }

    private static Optional<VersionRange> range(String text) {
        return VersionRange.of(
                text.startsWith("(") && text.endsWith(")")
                        ? text.substring(1, text.length() - 1)
                        : text);
    }

    private static Optional<SortedSet<String>> extras(@Nullable String text) {
        var extras = new TreeSet<String>();
        if (text != null && !text.isBlank()) {
            for (var extra : text.split(",", -1)) {
                if (!PythonName.isName(extra.strip())) {
                    return Optional.empty();
                }
                extras.add(PythonName.normal(extra.strip()));
            }
        }
        return Optional.of(extras);
    }
}
