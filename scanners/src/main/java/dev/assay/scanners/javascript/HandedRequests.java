package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Requests through a connection that is handed in, of which nothing else is known: {@code
 * connection.request({method: "POST", url, body})}. Who lays out a request so says what is sent.
 */
final class HandedRequests implements FactFamily {

    private static final Set<String> VERBS =
            Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private static final List<String> ADDRESSES = List.of("url", "uri", "path", "endpoint");

    private final Evaluator evaluator;
    private final NetworkFacts network;

    HandedRequests(Evaluator evaluator, NetworkFacts network) {
        this.evaluator = evaluator;
        this.network = network;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        if (call.size() == 2
                && callee.is(Kind.MEMBER)
                && isRequest(callee.name())
                && laysOutRequest(place, call.kid(1))
                && !isSeenElsewhere(place, callee)) {
            network.requested(place.script(), call);
        }
    }

    private static boolean isRequest(String name) {
        return switch (name) {
            case "request", "requestRaw", "sendRequest", "makeRequest", "fetch" -> true;
            default -> false;
        };
    }

    /** A function of this package, a client of another one, or a function that sends by itself. */
    private boolean isSeenElsewhere(Place place, Node callee) {
        for (var value : evaluator.of(place.script(), callee)) {
            if (value instanceof Func
                    || value instanceof External external
                            && (NetworkSinks.of(external.path()) != null
                                    || external.isPackage() && external.path().contains("{}."))) {
                return true;
            }
        }
        return false;
    }

    private boolean laysOutRequest(Place place, Node argument) {
        if (!argument.is(Kind.OBJECT) && !argument.is(Kind.IDENT)) {
            return false;
        }
        for (var value : evaluator.of(place.script(), argument)) {
            if (value instanceof Obj obj && Keys.hasAny(obj.node(), ADDRESSES)) {
                var method = Keys.value(obj.node(), "method");
                var text = method == null ? null : evaluator.text(obj.script(), method);
                if (text != null && VERBS.contains(text.text().toUpperCase(Locale.ROOT))) {
                    return true;
                }
            }
        }
        return false;
    }
}
