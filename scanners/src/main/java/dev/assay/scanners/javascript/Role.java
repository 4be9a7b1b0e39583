package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.Locale;

/** What a string is for, from what stands around it. */
final class Role {

    private static final int FARTHEST = 6;

    private Role() {}

    static String of(Place place, Node node) {
        for (var distance = 0; distance < FARTHEST; distance++) {
            var around = place.parent(distance);
            if (around == null || around.is(Kind.FUNCTION)) {
                break;
            }
            var role = role(around, distance == 0 ? node : place.parent(distance - 1));
            if (!role.isEmpty()) {
                return role;
            }
        }
        return "other";
    }

    private static String role(Node around, @org.jspecify.annotations.Nullable Node inside) {
        return switch (around.kind()) {
            case THROW -> "error-text";
            case NEW, CALL -> inside == around.kid(0) ? "" : call(around);
            case PROPERTY -> property(around.name().toLowerCase(Locale.ROOT));
            case CASE -> "comparison";
            default -> "";
        };
    }

    private static String call(Node call) {
        var callee = call.kid(0);
        var name = callee.name();
        if (name.endsWith("Error") || name.endsWith("Exception")) {
            return "error-text";
        }
        if (callee.is(Kind.MEMBER)) {
            var object = callee.kid(0).name().toLowerCase(Locale.ROOT);
            if (object.equals("console") || object.contains("log")) {
                return "log";
            }
        }
        return switch (name) {
            case "describe", "description", "option", "help" -> "description";
            case "log", "info", "warn", "error", "debug", "write" -> "log";
            default -> "";
        };
    }

    private static String property(String key) {
        return switch (key) {
            case "description",
                    "title",
                    "text",
                    "message",
                    "help",
                    "hint",
                    "summary",
                    "docs",
                    "documentation",
                    "homepage" ->
                    "description";
            case "$schema", "$id", "id", "xmlns", "schema", "$ref" -> "schema";
            default -> "";
        };
    }
}
