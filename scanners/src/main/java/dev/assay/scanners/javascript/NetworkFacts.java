package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.NetworkSinks.Shape;
import dev.assay.scanners.javascript.NetworkSinks.Sink;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.Inboxes;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls that send something out: where to, what, and to whom. */
final class NetworkFacts implements FactFamily {

    /** The last two for {@code (options.fetch ?? fetch)(address)}. */
    private static final Set<Kind> CALLEES =
            EnumSet.of(Kind.MEMBER, Kind.IDENT, Kind.INDEX, Kind.LOGICAL, Kind.CONDITIONAL);

    /** Properties whose call may send; all others are not worth resolving. */
    private static final Set<String> METHODS =
            Set.of(
                    "fetch",
                    "request",
                    "get",
                    "post",
                    "put",
                    "patch",
                    "delete",
                    "head",
                    "options",
                    "del",
                    "connect",
                    "createConnection",
                    "open",
                    "sendBeacon",
                    "send",
                    "stream",
                    "pipeline",
                    "create",
                    "extend",
                    "createTransport",
                    "lookup",
                    "resolve",
                    "resolve4",
                    "resolve6",
                    "resolveTxt",
                    "resolveMx",
                    "resolveAny",
                    "resolveCname",
                    "resolveSrv",
                    "resolveNs",
                    "reverse",
                    "setServers",
                    "WebSocket",
                    "EventSource",
                    "default",
                    "$fetch",
                    "ofetch");

    private final Evaluator evaluator;
    private final Destinations destinations;
    private final Payload payload;
    private final Recipients recipients;
    private final UrlFields urls;
    private final Contexts contexts;
    private final Flows flows;
    private @Nullable Senders senders;
    private final Report report;

    NetworkFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.destinations = new Destinations(evaluator);
        this.payload = new Payload(evaluator);
        this.recipients = new Recipients(report);
        this.urls = new UrlFields(evaluator, payload);
        this.contexts = new Contexts(evaluator);
        this.flows = new Flows(report);
        this.report = report;
    }

    /** Who is told of calls whose address cannot be followed. */
    void tell(Senders whom) {
        senders = whom;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        var script = place.script();
        if (callee.is(Kind.MEMBER)
                && !METHODS.contains(callee.name())
                && !(script.isForeign() && PythonSinks.mayBe(callee.name()))) {
            return;
        }
        if (!CALLEES.contains(callee.kind())) {
            return;
        }
        if (callee instanceof Ident ident
                && ident.binding() == null
                && !isGlobalSender(ident.name())) {
            return;
        }
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external) {
                var path = call.is(Kind.NEW) ? external.path() + "{}" : external.path();
                var sink = NetworkSinks.of(path);
                if (sink != null) {
                    report(script, call, sink, external);
                    return;
                }
            }
        }
    }

    private static boolean isGlobalSender(String name) {
        return switch (name) {
            case "fetch", "WebSocket", "EventSource" -> true;
            default -> false;
        };
    }

    private void report(Script script, Node call, Sink sink, External callee) {
        var sent = sent(script, call, sink, callee);
        var hosts = targets(sent.found()).keySet();
        var callers = contexts.of(script, call, hosts.size());
        if (callers.isEmpty()) {
            emit(script, call, sink, sent);
        } else {
            for (var context : callers) {
                evaluator.under(
                        Assumption.ofCall(context),
                        () -> emit(script, call, sink, sent(script, call, sink, callee)));
            }
        }
    }

    /**
     * What one call sends, and where to.
     *
     * @param inAddress what it sends as part of the address
     */
    private record Sent(
            List<Node> arguments,
            @Nullable Node options,
            List<Destinations.Found> found,
            List<Payload.Field> fields,
            List<Payload.Field> inAddress) {}

    private Sent sent(Script script, Node call, Sink sink, External callee) {
        var arguments = arguments(call);
        var found = new ArrayList<Destinations.Found>();
        var options = (Node) null;
        var fields = new ArrayList<Payload.Field>();
        var inAddress = new ArrayList<Payload.Field>();
        switch (sink.shape()) {
            case FETCH, URL_CONFIG, URL_DATA, NODE_HTTP, LOOKUP -> {
                if (!arguments.isEmpty() && !arguments.getFirst().is(Kind.OBJECT)) {
                    inAddress.addAll(urls.of(script, arguments.getFirst()));
                }
            }
            default -> {}
        }
        switch (sink.shape()) {
            case FETCH -> {
                found.addAll(first(script, arguments));
                options = at(arguments, 1);
                addOptionFields(script, options, fields);
            }
            case URL_CONFIG -> {
                found.addAll(first(script, arguments));
                options = arguments.size() > 1 ? at(arguments, 1) : at(arguments, 0);
                addOptionFields(script, options, fields);
            }
            case URL_DATA -> {
                found.addAll(first(script, arguments));
                options = at(arguments, 2);
                add(script, at(arguments, 1), "", fields);
                addOptionFields(script, options, fields);
            }
            case NODE_HTTP -> {
                found.addAll(first(script, arguments));
                options =
                        arguments.isEmpty()
                                ? null
                                : arguments.get(isOptions(script, arguments) ? 1 : 0);
                if (options != null) {
                    found.addAll(destinations.of(script, options));
                }
                addOptionFields(script, options, fields);
            }
            case SOCKET -> {
                for (var argument : arguments) {
                    found.addAll(destinations.of(script, argument));
                    found.addAll(destinations.ofHostNames(script, argument));
                }
            }
            case METHOD_URL -> {
                if (arguments.size() > 1) {
                    found.addAll(destinations.of(script, arguments.get(1)));
                }
            }
            case CLIENT -> found.addAll(first(script, arguments));
            case LOOKUP -> {
                if (!arguments.isEmpty()) {
                    found.addAll(destinations.ofHostNames(script, arguments.getFirst()));
                }
            }
        }
        if (found.isEmpty()) {
            found.addAll(destinations.ofMaker(callee));
        }
        if (callee.made() != null && callee.script() != null && callee.made().size() > 1) {
            // What a client is made with goes along with each of its requests.
            addOptionFields(callee.script(), callee.made().kid(1), fields);
        }
        return new Sent(arguments, options, found, fields, inAddress);
    }

    private List<Destinations.Found> first(Script script, List<Node> arguments) {
        return arguments.isEmpty() ? List.of() : destinations.of(script, arguments.getFirst());
    }

    private boolean isOptions(Script script, List<Node> arguments) {
        return arguments.size() > 1
                && evaluator.of(script, arguments.get(1)).stream()
                        .anyMatch(value -> value instanceof Value.Obj);
    }

    private static List<Node> arguments(Node call) {
        return List.of(call.kids()).subList(1, call.size());
    }

    private static @Nullable Node at(List<Node> arguments, int index) {
        return index < arguments.size() ? arguments.get(index) : null;
    }

    private void add(
            Script script, @Nullable Node node, String prefix, List<Payload.Field> fields) {
        if (node != null) {
            fields.addAll(payload.fields(script, node, prefix));
        }
    }

    private void addOptionFields(
            Script script, @Nullable Node options, List<Payload.Field> fields) {
        if (options == null) {
            return;
        }
        for (var field : payload.fields(script, options, "")) {
            var path = field.path();
            var top = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
            var kept =
                    switch (top) {
                        case "headers", "params", "query", "searchParams", "auth" -> path;
                        case "body", "data", "json", "form" ->
                                path.contains(".") ? path.substring(path.indexOf('.') + 1) : "body";
                        default -> "";
                    };
            if (!kept.isEmpty()) {
                fields.add(field.at(kept));
            }
        }
    }

    private void emit(Script script, Node call, Sink sink, Sent sent) {
        var found = sent.found();
        if (sink.shape() == Shape.LOOKUP) {
            lookup(script, call, sink, found);
            for (var host : targets(found).keySet()) {
                sent.inAddress().forEach(field -> flows.add(field, host));
            }
            return;
        }
        var fields = new ArrayList<>(sent.fields());
        fields.addAll(sent.inAddress());
        if (found.isEmpty() && senders != null) {
            senders.note(script, call);
        }
        var method = method(script, sink, sent.options(), sent.arguments());
        var targets = targets(found);
        for (var target : targets.entrySet()) {
            var detail = new LinkedHashMap<String, Object>();
            detail.put("sink", sink.name());
            detail.put("host", target.getKey());
            detail.put("method", method);
            detail.put("fields", Payload.names(sent.fields()));
            var path = target.getValue() == null ? "" : shortPath(target.getValue().to().path());
            var where = target.getKey() + path;
            var value = (sink.name() + " " + method).strip() + " " + where;
            var via = target.getValue() == null ? Via.PLAIN : target.getValue().from().via();
            report.add(FindingKind.NETWORK_CALL, value, via, script, call, detail);
        }
        contacted(script, call, sink.name(), found);
        fields(sink, targets.keySet(), fields);
    }

    private static Map<String, Destinations.@Nullable Found> targets(
            List<Destinations.Found> found) {
        var targets = new LinkedHashMap<String, Destinations.@Nullable Found>();
        for (var one : found) {
            targets.putIfAbsent(one.to().host(), one);
        }
        if (targets.isEmpty()) {
            targets.put("*", null);
        }
        return targets;
    }

    private void lookup(Script script, Node call, Sink sink, List<Destinations.Found> found) {
        var host = found.isEmpty() ? "*" : found.getFirst().to().host();
        report.add(
                FindingKind.DNS_LOOKUP,
                sink.name() + " " + host,
                Destinations.via(found),
                script,
                call,
                Map.of("sink", sink.name(), "host", host));
        contacted(script, call, sink.name(), found);
    }

    /** Adds the hosts as contacted, at the literals that name them. */
    void contacted(Script script, Node call, String sink, List<Destinations.Found> found) {
        for (var one : found) {
            var origin = one.from();
            report.markContacted(origin.origin());
            var detail = new LinkedHashMap<String, Object>();
            detail.put("contacted", true);
            detail.put("sink", sink);
            detail.put("sinkFile", script.file());
            detail.put("sinkLine", script.line(call.focus()));
            if (Hosts.isLocal(one.to().host())) {
                detail.put("local", true);
            }
            if (Collectors.isOne(one.to().host())) {
                report.add(
                        FindingKind.TELEMETRY,
                        one.to().host(),
                        origin.via(),
                        origin.script(),
                        origin.origin(),
                        Map.of("what", "host", "sink", sink),
                        script,
                        call);
            }
            var inbox = Inboxes.of(one.to());
            if (inbox != null) {
                var more = new LinkedHashMap<String, Object>(detail);
                more.put("inbox", one.to().host());
                report.add(
                        FindingKind.OUTBOUND_DOMAIN,
                        inbox,
                        origin.via(),
                        origin.script(),
                        origin.origin(),
                        more,
                        script,
                        call);
            }
            report.add(
                    FindingKind.OUTBOUND_DOMAIN,
                    one.to().host(),
                    origin.via(),
                    origin.script(),
                    origin.origin(),
                    detail,
                    script,
                    call);
        }
    }

    private String method(Script script, Sink sink, @Nullable Node options, List<Node> arguments) {
        if (!sink.method().isEmpty()) {
            return sink.method();
        }
        if (sink.shape() == Shape.METHOD_URL && !arguments.isEmpty()) {
            var text = evaluator.text(script, arguments.getFirst());
            return text == null ? "" : text.text().toUpperCase(Locale.ROOT);
        }
        var given = destinations.option(script, options, "method");
        if (given != null) {
            return given.toUpperCase(Locale.ROOT);
        }
        return sink.name().equals("fetch") || sink.name().startsWith("http") ? "GET" : "";
    }

    private static String shortPath(String path) {
        return path.length() > 80 ? path.substring(0, 80) : path;
    }

    private void fields(Sink sink, Set<String> hosts, List<Payload.Field> fields) {
        var to = String.join(",", hosts);
        var destination = to.equals("*") ? sink.name() : to;
        for (var field : fields) {
            if (!field.path().equals("url")) {
                field(report, field, destination);
            }
            recipients.check(field, destination);
            hosts.forEach(host -> flows.add(field, host));
        }
    }

    /** A call of a function of the package that sends, laid out as {@code fetch} is. */
    void sentThrough(Script script, Node call, String name) {
        var sink = new Sink(name.isEmpty() ? "fetch" : name, "", Shape.FETCH);
        var sent = sent(script, call, sink, new External("g:fetch", null, null));
        contacted(script, call, sink.name(), sent.found());
        var fields = new ArrayList<>(sent.fields());
        if (fields.isEmpty() && sent.arguments().size() > 1) {
            fields.addAll(payload.fields(script, sent.arguments().get(1), ""));
        }
        fields.addAll(sent.inAddress());
        fields(sink, targets(sent.found()).keySet(), fields);
    }

    /** A request laid out in an object, by whatever connection was handed in to make it. */
    void requested(Script script, Node call) {
        var sink = new Sink(call.kid(0).name(), "", Shape.URL_CONFIG);
        var sent = sent(script, call, sink, new External("g:fetch", null, null));
        contacted(script, call, sink.name(), sent.found());
        fields(sink, targets(sent.found()).keySet(), sent.fields());
    }

    /** Data for a connection that an earlier call made. */
    void sentLater(Script script, Node call, Sink sink, External connection) {
        var made = connection.made();
        var from = connection.script();
        if (made == null || from == null) {
            return;
        }
        var first = call.kid(1);
        var fields = new ArrayList<>(payload.fields(script, first, ""));
        if (fields.isEmpty()) {
            fields.add(payload.whole(script, "body", first));
        }
        var found = sent(from, made, sink, connection).found();
        fields(sink, targets(found).keySet(), fields);
    }

    static void field(Report report, Payload.Field field, String destination) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("field", field.path());
        detail.put("source", field.source());
        detail.put("destination", destination);
        var constant = field.constant();
        if (constant != null) {
            detail.put(
                    "constant",
                    constant.text().length() > 300
                            ? constant.text().substring(0, 300)
                            : constant.text());
        }
        report.add(
                FindingKind.PAYLOAD_FIELD,
                destination + " " + field.path(),
                constant == null ? Via.PLAIN : constant.via(),
                field.script(),
                field.node(),
                detail);
    }
}
