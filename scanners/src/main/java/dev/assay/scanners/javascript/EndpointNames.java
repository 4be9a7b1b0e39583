package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names under which a program keeps the addresses that it calls: {@code oauthEndpoint}, {@code
 * API_BASE_URL}. They say what a literal is for where its way to a call cannot be followed.
 */
final class EndpointNames {

    private static final int FARTHEST = 8;
    private static final Pattern WORDS =
            Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", Pattern.UNICODE_CASE);

    /** Say it alone. */
    private static final Set<String> CALLED =
            Set.of("endpoint", "endpoints", "webhook", "webhooks", "ingest", "beacon", "collector");

    /** Say it beside a word for an address. */
    private static final Set<String> CALLED_AT =
            Set.of(
                    "api",
                    "backend",
                    "gateway",
                    "graphql",
                    "rpc",
                    "upload",
                    "websocket",
                    "ws",
                    "telemetry",
                    "tracking",
                    "analytics",
                    "metrics",
                    "token");

    private static final Set<String> ADDRESS =
            Set.of("url", "uri", "host", "hostname", "origin", "root", "base", "server", "address");

    /** Say that people look at it, or that it is compared with. */
    private static final Set<String> SHOWN =
            Set.of(
                    "allowed",
                    "callback",
                    "console",
                    "dashboard",
                    "doc",
                    "docs",
                    "documentation",
                    "example",
                    "examples",
                    "help",
                    "homepage",
                    "key",
                    "keys",
                    "link",
                    "message",
                    "pattern",
                    "placeholder",
                    "redirect",
                    "regex",
                    "schema",
                    "website");

    private EndpointNames() {}

    /** The name that says so of a literal, null where none does. */
    static @Nullable String of(Place place, Node literal) {
        var inside = literal;
        for (var distance = 0; distance < FARTHEST; distance++) {
            var around = place.parent(distance);
            if (around == null) {
                return null;
            }
            switch (around.kind()) {
                case PROPERTY -> {
                    return around.kid(0) == inside ? endpoint(around.text()) : null;
                }
                case VAR, ASSIGN -> {
                    return around.kid(0) == inside ? null : endpoint(around.kid(0).name());
                }
                case LOGICAL -> {
                    // Of a default, what it stands in for may be named, too.
                    var other = around.kid(0) == inside ? null : endpoint(around.kid(0).name());
                    if (other != null) {
                        return other;
                    }
                }
                case CONDITIONAL, TEMPLATE, BINARY, NEW, MEMBER, SEQUENCE -> {}
                case CALL -> {
                    // Of a text's own method alone, such as replace; else it is handed to somebody,
                    // but for the default of a setting, as schemas write it.
                    var called = around.kid(0);
                    if (called != inside && !called.isNamed("String") && !isDefault(called)) {
                        return null;
                    }
                }
                default -> {
                    return null;
                }
            }
            inside = around;
        }
        return null;
    }

    private static boolean isDefault(Node called) {
        return called.is(Kind.MEMBER) && called.isNamed("default");
    }

    private static @Nullable String endpoint(@Nullable String name) {
        if (name == null || name.length() > 60) {
            return null;
        }
        var words = new HashSet<String>();
        for (var word = WORDS.matcher(name); word.find(); ) {
            words.add(word.group().toLowerCase(Locale.ROOT));
        }
        var isCalled =
                has(words, CALLED)
                        || has(words, ADDRESS)
                                && (has(words, CALLED_AT)
                                        || words.contains("base") && words.contains("url"));
        return isCalled && !has(words, SHOWN) ? name : null;
    }

    private static boolean has(Set<String> words, Set<String> any) {
        return !Collections.disjoint(words, any);
    }
}
