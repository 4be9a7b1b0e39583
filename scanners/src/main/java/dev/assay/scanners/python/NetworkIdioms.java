package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls that send, laid out as the engine has them, and ports that are opened. */
final class NetworkIdioms {

    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private static final Map<String, String> BODIES =
            Map.of("content", "body", "files", "form", "fields", "form");

    private NetworkIdioms() {}

    static Map<String, Idiom> all() {
        var all = new HashMap<String, Idiom>();
        listener(all, "uvicorn.run", "uvicorn", -1, -1);
        listener(all, "uvicorn.Config", "uvicorn", -1, -1);
        listener(all, "hypercorn.run", "hypercorn", -1, -1);
        listener(all, "waitress.serve", "waitress", -1, -1);
        listener(all, "aiohttp.web.run_app", "aiohttp", -1, -1);
        listener(all, "asyncio.start_server", "asyncio", 1, 2);
        listener(all, "websockets.serve", "websockets", 1, 2);
        listener(all, "wsgiref.simple_server.make_server", "wsgiref", 0, 1);
        for (var name :
                List.of(
                        "http.server.HTTPServer",
                        "http.server.ThreadingHTTPServer",
                        "socketserver.TCPServer",
                        "socketserver.ThreadingTCPServer",
                        "socketserver.UDPServer")) {
            all.put(name, call -> paired(call, name.substring(0, name.lastIndexOf('.'))));
        }
        for (var name : List.of("urllib.request.urlopen", "urllib.request.Request")) {
            all.put(name, NetworkIdioms::opened);
        }
        return all;
    }

    private static void listener(
            Map<String, Idiom> all, String name, String server, int host, int port) {
        all.put(name, call -> listens(call, server, host, port));
    }

    static Node listens(Arguments call, String server, int host, int port) {
        var in = call.in();
        var nodes = new ArrayList<Node>();
        var hostGiven = host < 0 ? call.named("host") : call.get(host, "host");
        var portGiven = port < 0 ? call.named("port") : call.get(port, "port");
        nodes.add(in.of(portGiven));
        nodes.add(in.of(hostGiven));
        nodes.add(Tree.ABSENT);
        nodes.addAll(List.of(call.positional(0)));
        nodes.add(in.named(call.call(), call.properties(Map.of(), Set.of("host", "port"))));
        return in.call(
                call.call(),
                in.library(call.call().func, "pylib:listener", server, "serve"),
                nodes.toArray(Node.NONE));
    }

    /** {@code HTTPServer((host, port), Handler)} */
    private static @Nullable Node paired(Arguments call, String server) {
        if (!(call.at(0) instanceof ExprTy.Tuple address) || address.elements.length != 2) {
            return null;
        }
        var in = call.in();
        return in.call(
                call.call(),
                in.library(call.call().func, "pylib:listener", server, "serve"),
                in.of(address.elements[1]),
                in.of(address.elements[0]));
    }

    /** {@code urlopen(url, data)}, {@code Request(url, data, headers)} */
    private static @Nullable Node opened(Arguments call) {
        if (call.size() < 2) {
            return null;
        }
        var in = call.in();
        var properties = call.properties();
        properties.add(in.property(call.call(), "data", call.node(1, "")));
        if (call.size() > 2 && call.call().func instanceof ExprTy.Attribute) {
            properties.add(in.property(call.call(), "headers", call.node(2, "")));
        }
        var callee = in.of(call.call().func);
        var options = in.named(call.call(), properties);
        return callee.name().equals("Request")
                ? in.made(call.call(), callee, call.node(0, ""), options)
                : in.call(call.call(), callee, call.node(0, ""), options);
    }

    /** {@code client.post(url, data)} and {@code client.request("POST", url)}; else null. */
    static @Nullable Node sent(Arguments call, ExprTy.Attribute method) {
        var in = call.in();
        var name = method.attr;
        if ((name.equals("request") || name.equals("stream")) && call.size() >= 1) {
            return requested(call, method);
        }
        if (!METHODS.contains(name)) {
            return null;
        }
        var properties = call.properties(BODIES, Set.of());
        if (call.size() == 2
                && (name.equals("post") || name.equals("put") || name.equals("patch"))) {
            properties.add(in.property(call.call(), "data", call.node(1, "")));
            return call.called(in.of(method), properties, call.node(0, ""));
        }
        return properties.isEmpty()
                ? null
                : call.called(in.of(method), properties, call.positional(0));
    }

    private static @Nullable Node requested(Arguments call, ExprTy.Attribute method) {
        var how = call.at(0);
        var url = call.get(1, "url");
        if (how == null || url == null) {
            return null;
        }
        var in = call.in();
        var properties = call.properties(BODIES, Set.of("url"));
        if (call.size() > 2) {
            properties.add(in.property(call.call(), "body", call.node(2, "")));
        }
        if (call.size() > 3) {
            properties.add(in.property(call.call(), "headers", call.node(3, "")));
        }
        var constant = Texts.constant(how);
        var name = constant == null ? "" : constant.toLowerCase(Locale.ROOT);
        if (METHODS.contains(name)) {
            return call.called(
                    in.member(method, in.of(method.value), name), properties, in.of(url));
        }
        properties.add(in.property(how, "method", in.of(how)));
        return call.called(in.of(method), properties, in.of(url));
    }

    /**
     * {@code smtp.sendmail(from, to, message)}: the envelope's recipients, whoever the text says.
     */
    static @Nullable Node mailed(Arguments call) {
        var to = call.get(1, "to_addrs");
        if (to == null) {
            return null;
        }
        var in = call.in();
        var properties = new ArrayList<Node>();
        properties.add(in.property(call.call(), "from", call.node(0, "from_addr")));
        properties.add(in.property(to, "recipients", in.of(to)));
        properties.add(in.property(call.call(), "message", call.node(2, "msg")));
        return in.call(call.call(), in.of(call.call().func), in.object(call.call(), properties));
    }

    /** {@code smtp.send_message(message, to_addrs=[…])} */
    static Node messageSent(Arguments call) {
        var properties =
                call.properties(Map.of("to_addrs", "recipients", "from_addr", "from"), Set.of());
        return call.called(call.in().of(call.call().func), properties, call.positional(0));
    }

    /** {@code mcp.run(transport="sse")}, {@code app.run(host=…, port=…)}; else null. */
    static @Nullable Node served(Arguments call, ExprTy.Attribute method) {
        var transport = Texts.constant(call.get(0, "transport"));
        var web = transport != null && (transport.contains("http") || transport.equals("sse"));
        return web || call.named("port") != null && call.named("host") != null
                ? listens(call, web ? "mcp" : "server", -1, -1)
                : null;
    }
}
