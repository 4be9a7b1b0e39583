package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.NetworkSinks.Sink;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.Set;

/**
 * Data that is handed to a connection after it was made: {@code request.write(body)}, {@code
 * socket.end(text)}, {@code webSocket.send(message)}.
 */
final class LaterFacts implements FactFamily {

    private final Evaluator evaluator;
    private final NetworkFacts network;

    LaterFacts(Evaluator evaluator, NetworkFacts network) {
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
        if (call.size() < 2 || !callee.is(Kind.MEMBER) || !isSending(callee.name())) {
            return;
        }
        var script = place.script();
        for (var value : evaluator.of(script, callee.kid(0))) {
            if (value instanceof External connection
                    && connection.made() != null
                    && connection.script() != null) {
                var sink = made(connection);
                if (sink != null) {
                    network.sentLater(script, call, sink, connection);
                    return;
                }
            }
        }
    }

    private static boolean isSending(String name) {
        return switch (name) {
            case "write", "end", "send", "publish" -> true;
            default -> false;
        };
    }

    private static @org.jspecify.annotations.Nullable Sink made(External connection) {
        var path = connection.path();
        if (path.endsWith("{}")) {
            return NetworkSinks.of(path);
        }
        return path.endsWith("()") && path.indexOf("()") == path.length() - 2
                ? NetworkSinks.of(path.substring(0, path.length() - 2))
                : null;
    }
}
