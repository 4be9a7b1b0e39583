package dev.assay.scanners.rust;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.text.Holes;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.Inboxes;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls that reach other machines: where to, by which method, with which fields. */
final class Network {

    /** Crates whose functions take addresses that they go to. */
    private static final Set<String> CRATES =
            Set.of(
                    "reqwest",
                    "ureq",
                    "isahc",
                    "surf",
                    "hyper",
                    "hyper_util",
                    "attohttpc",
                    "minreq",
                    "awc",
                    "curl",
                    "tungstenite",
                    "tokio_tungstenite",
                    "lettre",
                    "redis",
                    "mongodb",
                    "sqlx",
                    "postgres",
                    "tokio_postgres",
                    "mysql",
                    "rumqttc",
                    "paho_mqtt",
                    "lapin",
                    "rdkafka",
                    "tonic",
                    "ssh2",
                    "russh",
                    "suppaftp",
                    "native_tls",
                    "rustls",
                    "octocrab",
                    "reqwest_eventsource",
                    "eventsource_client",
                    "websocket",
                    "async_nats",
                    "nats",
                    "sentry",
                    "opentelemetry_otlp",
                    "hickory_resolver",
                    "trust_dns_resolver",
                    "async_std",
                    "smol",
                    "socket2",
                    "quinn",
                    "async_tungstenite",
                    "http_client",
                    "ehttp",
                    "oauth2",
                    "graphql_client",
                    "rmcp",
                    "mail_send",
                    "imap",
                    "http");

    private static final Set<String> METHODS =
            Set.of("get", "post", "put", "patch", "delete", "head", "options", "request");

    /** Methods that are given an address by whatever client. */
    private static final Set<String> ADDRESSED =
            Set.of(
                    "connect",
                    "connect_timeout",
                    "connect_async",
                    "relay",
                    "starttls_relay",
                    "builder_dangerous",
                    "send_to",
                    "url",
                    "uri",
                    "base_url",
                    "endpoint",
                    "with_endpoint",
                    "parse",
                    "from_static",
                    "open",
                    "proxy",
                    "lookup_host",
                    "to_socket_addrs",
                    "call",
                    "join",
                    "host",
                    "server",
                    "get_async",
                    "post_async",
                    "from_shared",
                    "fetch");

    /** Whose one argument is a host, with a port or without. */
    private static final Set<String> NAMED =
            Set.of(
                    "connect",
                    "connect_timeout",
                    "relay",
                    "starttls_relay",
                    "builder_dangerous",
                    "send_to",
                    "lookup_host",
                    "to_socket_addrs",
                    "host",
                    "server");

    private final Report report;

    Network(Report report) {
        this.report = report;
    }

    /** Whether a file, or what it hands on, can reach the network by what it names. */
    static boolean reaches(SourceFile file) {
        return file.outline().imported().stream()
                        .anyMatch(each -> isClient(each) || each.matches("(std|tokio)::net\\b.*"))
                || file.tokens().stream()
                        .anyMatch(token -> token.isWord() && CRATES.contains(token.text()));
    }

    private static boolean isClient(String path) {
        var cut = path.indexOf("::");
        return CRATES.contains(cut < 0 ? path : path.substring(0, cut));
    }

    void look(Call call, boolean clients) {
        if (listens(call)) {
            return;
        }
        var name = call.name();
        var isSocket =
                call.path()
                        .matches(
                                "(std|tokio|async_std|smol)::net::.*|.*(Tcp|Udp|Unix)(Stream|Socket)::.*");
        var isFunction = !call.isMethod() && (isClient(call.path()) || isSocket);
        var isMethod =
                call.isMethod() && clients && (METHODS.contains(name) || ADDRESSED.contains(name));
        if (!isFunction && !isMethod) {
            return;
        }
        var hosts = new LinkedHashMap<String, String>();
        for (var text : call.allTexts()) {
            var to = Hosts.ofUrl(text);
            if (to == null && (isSocket || NAMED.contains(name))) {
                var host = Hosts.host(text);
                to = Hosts.isHostName(host) ? new Hosts.Destination("", host, "") : null;
            }
            if (to != null) {
                hosts.putIfAbsent(to.host(), to.path());
                contacted(to, call);
            }
        }
        var isSending =
                METHODS.contains(name)
                        || isSocket && name.startsWith("connect")
                        || name.equals("send_to");
        // A method "get" without an address is that of any map.
        if (isSending && (isFunction || !hosts.isEmpty())) {
            sent(call, hosts.isEmpty() ? Map.of("*", "") : hosts);
        }
    }

    private void contacted(Hosts.Destination to, Call call) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("contacted", true);
        detail.put("sink", call.title());
        detail.put("sinkFile", call.file().path());
        detail.put("sinkLine", call.file().tokens().get(call.at()).line());
        if (Hosts.isLocal(to.host())) {
            detail.put("local", true);
        }
        var inbox = Inboxes.of(to);
        if (inbox != null) {
            var more = new LinkedHashMap<>(detail);
            more.put("inbox", to.host());
            report.add(FindingKind.OUTBOUND_DOMAIN, inbox, call.file(), call.at(), more);
        }
        report.add(FindingKind.OUTBOUND_DOMAIN, to.host(), call.file(), call.at(), detail);
    }

    private void sent(Call call, Map<String, String> hosts) {
        var method =
                METHODS.contains(call.name()) && !call.name().equals("request")
                        ? call.name().toUpperCase(Locale.ROOT)
                        : "";
        var sink = call.title();
        var fields = fields(call);
        for (var host : hosts.entrySet()) {
            var path = Holes.shown(host.getValue());
            var shown = path.length() > 80 ? path.substring(0, 80) : path;
            report.add(
                    FindingKind.NETWORK_CALL,
                    (sink + " " + method).strip() + " " + host.getKey() + shown,
                    call.file(),
                    call.at(),
                    Map.of(
                            "sink",
                            sink,
                            "host",
                            host.getKey(),
                            "method",
                            method,
                            "fields",
                            List.copyOf(fields)));
        }
        for (var field : fields) {
            var destination = String.join(",", hosts.keySet());
            report.add(
                    FindingKind.PAYLOAD_FIELD,
                    destination + " " + field,
                    call.file(),
                    call.at(),
                    Map.of("field", field, "source", "", "destination", destination));
        }
    }

    /** The keys of what the same statement sends: {@code .json(&json!({"to": to}))}. */
    private static Set<String> fields(Call call) {
        var tokens = call.file().tokens();
        var end = Known.statementEnd(call.file(), call.at());
        var fields = new LinkedHashSet<String>();
        for (var at = call.end(); at + 1 < end; at++) {
            if (tokens.get(at).isText()
                    && (tokens.get(at + 1).is(":")
                            || tokens.get(at + 1).is(",") && tokens.get(at - 1).is("("))
                    && tokens.get(at).text().matches("[A-Za-z_][\\w.-]{0,60}")) {
                fields.add(tokens.get(at).text());
            }
        }
        return fields;
    }

    private boolean listens(Call call) {
        if (!call.name().equals("bind")
                || !call.path()
                        .matches(
                                ".*(Tcp|Udp|Unix)(Listener|Socket|Datagram)::bind|\\.bind|.*Server::bind")
                || call.isMethod() && call.allTexts().isEmpty()) {
            return false;
        }
        var detail = new LinkedHashMap<String, Object>();
        detail.put("server", call.title());
        call.allTexts().stream()
                .findFirst()
                .ifPresent(text -> detail.put("host", Holes.shown(text)));
        report.add(FindingKind.LISTENER, "listen " + call.title(), call.file(), call.at(), detail);
        var more = new LinkedHashMap<>(detail);
        more.put("sink", "listen");
        report.add(
                FindingKind.NETWORK_CALL, "listen " + call.title(), call.file(), call.at(), more);
        return true;
    }
}
