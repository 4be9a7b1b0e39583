package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;

import org.jspecify.annotations.Nullable;

/**
 * An object that registers itself with the server it is given, once it is known whether it is
 * wanted: {@code {name, description, exec(server, {name}) {server.registerTool(name, …)}}}. Its
 * schema and its handler stand in that call, and its name and text beside the function.
 *
 * @param call the registration
 */
record OwnRegistration(FindingKind kind, Node call) {

    private static final int DEEPEST = 12;

    /** Null where no function of the object registers anything with a parameter of its own. */
    static @Nullable OwnRegistration of(Node object) {
        for (var property : object.kids()) {
            if (property.is(Kind.PROPERTY)
                    && property.size() > 0
                    && property.kid(0) instanceof Fn fn) {
                var found = in(fn, fn.body(), 0);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static @Nullable OwnRegistration in(Fn fn, Node node, int depth) {
        if (node.is(Kind.CALL)
                && node.size() > 2
                && node.kid(0).is(Kind.MEMBER)
                && !node.kid(1).is(Kind.STRING)
                && isGiven(fn, node.kid(0).kid(0))) {
            var kind = kind(node.kid(0).name());
            if (kind != null) {
                return new OwnRegistration(kind, node);
            }
        }
        if (depth < DEEPEST) {
            for (var kid : node.kids()) {
                var found = in(fn, kid, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static boolean isGiven(Fn fn, Node receiver) {
        if (!(receiver instanceof Ident ident) || ident.binding() == null) {
            return false;
        }
        for (var write : ident.binding().writes()) {
            if (write.path().isEmpty()
                    && write.value() instanceof Parameter parameter
                    && parameter.function() == fn) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable FindingKind kind(String method) {
        return switch (method) {
            case "tool", "registerTool", "addTool" -> FindingKind.TOOL_ADDED;
            case "prompt", "registerPrompt", "addPrompt" -> FindingKind.PROMPT_CHANGED;
            case "resource", "registerResource", "addResource" -> FindingKind.RESOURCE_CHANGED;
            default -> null;
        };
    }
}
