package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ports that are opened for others. */
final class ListenerFacts {

    private static final Map<String, String> SERVERS =
            Map.ofEntries(
                    Map.entry("java/net/ServerSocket.<init>", "ServerSocket"),
                    Map.entry("java/net/ServerSocket.bind", "ServerSocket"),
                    Map.entry("java/nio/channels/ServerSocketChannel.bind", "ServerSocketChannel"),
                    Map.entry(
                            "java/nio/channels/AsynchronousServerSocketChannel.bind",
                            "AsynchronousServerSocketChannel"),
                    Map.entry("java/net/DatagramSocket.bind", "DatagramSocket"),
                    Map.entry("com/sun/net/httpserver/HttpServer.create", "HttpServer"),
                    Map.entry("com/sun/net/httpserver/HttpsServer.create", "HttpsServer"),
                    Map.entry("com/sun/net/httpserver/HttpServer.bind", "HttpServer"),
                    Map.entry("javax/net/ServerSocketFactory.createServerSocket", "ServerSocket"),
                    Map.entry(
                            "javax/net/ssl/SSLServerSocketFactory.createServerSocket",
                            "SSLServerSocket"),
                    Map.entry("io/netty/bootstrap/ServerBootstrap.bind", "netty"),
                    Map.entry("io/undertow/Undertow$Builder.addHttpListener", "undertow"),
                    Map.entry("org/eclipse/jetty/server/Server.<init>", "jetty"),
                    Map.entry("org/apache/catalina/startup/Tomcat.start", "tomcat"),
                    Map.entry("io/vertx/core/http/HttpServer.listen", "vertx"),
                    Map.entry("io/javalin/Javalin.start", "javalin"),
                    Map.entry("java/rmi/registry/LocateRegistry.createRegistry", "rmi"));

    private final Report report;

    ListenerFacts(Report report) {
        this.report = report;
    }

    void look(Site site) {
        var server = SERVERS.get(site.owner() + "." + site.name());
        if (server == null || site.isConstructor() && site.args().isEmpty()) {
            return;
        }
        var detail = new LinkedHashMap<String, Object>();
        detail.put("server", server);
        for (var arg : site.args()) {
            var number = arg.number();
            if (number != null) {
                detail.putIfAbsent("port", number);
            }
            var text = arg.allTexts();
            if (!text.isEmpty()) {
                detail.putIfAbsent("host", text.getFirst().shown());
            }
        }
        report.add(FindingKind.LISTENER, "listen " + server, Via.PLAIN, site, detail);
        var call = new LinkedHashMap<>(detail);
        call.put("sink", "listen");
        report.add(FindingKind.NETWORK_CALL, "listen " + server, Via.PLAIN, site, call);
    }
}
