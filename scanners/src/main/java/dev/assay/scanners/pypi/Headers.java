package dev.assay.scanners.pypi;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The headers of {@code METADATA} and {@code PKG-INFO}, which are written as those of an e-mail
 * (core metadata specification).
 */
final class Headers {

    private static final int MOST_LINES = 20_000;

    /** A header, with its line from 1. */
    record Header(String name, String value, int line) {}

    private final List<Header> all = new ArrayList<>();

    /** Reads up to the first empty line; what follows is the description. */
    static Headers of(String text) {
        var headers = new Headers();
        var number = 0;
        for (var line : text.lines().limit(MOST_LINES).toList()) {
            number++;
            if (line.isEmpty()) {
                break;
            }
            var colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                headers.all.add(
                        new Header(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                line.substring(colon + 1).strip(),
                                number));
            }
        }
        return headers;
    }

    List<Header> all(String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return all.stream().filter(header -> header.name().equals(wanted)).toList();
    }

    @Nullable String first(String name) {
        var found = all(name);
        return found.isEmpty() ? null : found.getFirst().value();
    }
}
