package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Ports that are opened for others. */
final class ListenerFacts implements FactFamily {

    private static final Set<String> FRAMEWORKS =
            Set.of(
                    "express",
                    "fastify",
                    "koa",
                    "hono",
                    "restify",
                    "polka",
                    "hapi",
                    "@hapi/hapi",
                    "connect",
                    "h3",
                    "@hono/node-server");

    private static final Map<String, String> SERVERS =
            Map.of(
                    "g:Bun.serve", "Bun.serve",
                    "g:Deno.serve", "Deno.serve",
                    "g:Bun.listen", "Bun.listen",
                    "m:@hono/node-server.serve", "hono",
                    "m:ws.WebSocketServer{}", "WebSocketServer",
                    "m:ws.Server{}", "WebSocketServer");

    private final Evaluator evaluator;
    private final Report report;

    ListenerFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        switch (callee.name()) {
            case "listen", "bind", "serve", "WebSocketServer", "Server" -> {}
            default -> {
                if (callee.is(Kind.MEMBER) || callee.is(Kind.IDENT) && call.is(Kind.CALL)) {
                    return;
                }
            }
        }
        var script = place.script();
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external) {
                var server = server(external, call.is(Kind.NEW));
                if (server != null) {
                    listens(script, call, server);
                    return;
                }
            }
        }
        if (callee.is(Kind.MEMBER) && callee.isNamed("listen") && looksLikePort(script, call)) {
            listens(script, call, "server");
        }
    }

    private static @Nullable String server(External external, boolean constructed) {
        var path = external.path() + (constructed ? "{}" : "");
        var named = SERVERS.get(path);
        if (named == null) {
            named = PythonLibrary.listener(path);
        }
        if (named != null) {
            return named;
        }
        if (path.equals("m:dgram.createSocket().bind")) {
            return "dgram";
        }
        if (!path.endsWith(".listen")) {
            return null;
        }
        var root = external.root();
        if (FRAMEWORKS.contains(root)) {
            return root;
        }
        return path.contains("reateServer()") || path.contains("Server{}") ? root : null;
    }

    /** A receiver that cannot be followed: a first argument that is a port tells it. */
    private boolean looksLikePort(Script script, Node call) {
        if (call.size() < 2) {
            return false;
        }
        for (var value : evaluator.of(script, call.kid(1))) {
            if (value instanceof Num) {
                return true;
            }
        }
        return call.kid(1).name().toLowerCase(java.util.Locale.ROOT).endsWith("port");
    }

    private void listens(Script script, Node call, String server) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("server", server);
        for (var index = 1; index < call.size() && index < 4; index++) {
            for (var value : evaluator.of(script, call.kid(index))) {
                switch (value) {
                    case Num num -> detail.putIfAbsent("port", (long) num.number());
                    case Text text ->
                            detail.putIfAbsent(
                                    "host", text.text().replace(String.valueOf(Value.HOLE), "{}"));
                    case Value.Obj obj -> {
                        var members = evaluator.members();
                        for (var host :
                                Evaluator.textsOf(members.of(java.util.List.of(obj), "host"))) {
                            detail.putIfAbsent("host", host.text());
                        }
                    }
                    default -> {}
                }
            }
        }
        report.add(FindingKind.LISTENER, "listen " + server, Via.PLAIN, script, call, detail);
        detail.put("sink", "listen");
        report.add(FindingKind.NETWORK_CALL, "listen " + server, Via.PLAIN, script, call, detail);
        inherited(script, call, server, detail);
    }

    /** A class that opens a port does so once for every class that extends it. */
    private void inherited(Script script, Node call, String server, Map<String, Object> detail) {
        if (script.top().at(call.start()).thisHolder().owner() instanceof Cls cls) {
            for (var child : evaluator.members().subclasses().of(cls)) {
                var own = new LinkedHashMap<>(detail);
                own.put("heir", child.cls().name());
                report.add(
                        FindingKind.LISTENER,
                        "listen " + server,
                        Via.PLAIN,
                        child.script(),
                        child.cls(),
                        own,
                        script,
                        call);
                report.add(
                        FindingKind.NETWORK_CALL,
                        "listen " + server,
                        Via.PLAIN,
                        child.script(),
                        child.cls(),
                        own,
                        script,
                        call);
            }
        }
    }
}
