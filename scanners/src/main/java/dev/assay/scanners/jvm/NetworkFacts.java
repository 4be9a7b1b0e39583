package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.PathClass;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls that reach other machines: where to, what is sent, and to whom. */
final class NetworkFacts {

    /** Names under which clients of all kinds are told the host that they talk to. */
    private static final Set<String> HOST_NAMES =
            Set.of(
                    "baseurl",
                    "endpoint",
                    "endpointoverride",
                    "serverurl",
                    "host",
                    "hostname",
                    "apiurl",
                    "brokerurl",
                    "serviceendpoint",
                    "apibase",
                    "basepath",
                    "proxyhost",
                    "smtphost");

    private static final Set<String> HOST_PROPERTIES =
            Set.of(
                    "mail.smtp.host",
                    "mail.smtps.host",
                    "mail.host",
                    "http.proxyhost",
                    "https.proxyhost",
                    "bootstrap.servers",
                    "sockshost",
                    "socksproxyhost");

    private final Destinations destinations;
    private final CopyFacts copies;
    private final Report report;

    NetworkFacts(CopyFacts copies, Report report) {
        this.destinations = new Destinations(report);
        this.copies = copies;
        this.report = report;
    }

    /** After the call is modelled, so that what it was given is in what it was made on. */
    Val called(Site site, Val result) {
        var owner = site.owner();
        if (owner.equals("java/net/InetAddress")) {
            lookup(site);
            return result;
        }
        if (Network.isOpening(site)) {
            opened(site, result);
            return result;
        }
        if (Network.isClient(owner) || Network.isSocket(owner)) {
            addresses(site, result);
        } else {
            told(site);
        }
        var isWriting = Network.isStreamOut(owner) && writes(site);
        if (Network.isSending(site) || isWriting) {
            return sent(site, result);
        }
        return result;
    }

    private static boolean writes(Site site) {
        var heap = site.receiver().heap();
        return heap != null
                && !heap.addresses().isEmpty()
                && switch (site.name()) {
                    case "write",
                            "print",
                            "println",
                            "writeBytes",
                            "append",
                            "writeUTF",
                            "writeObject" ->
                            true;
                    default -> false;
                };
    }

    private void addresses(Site site, Val result) {
        var sockets = Network.isSocket(site.owner());
        if (isHeader(site)) {
            return;
        }
        for (var index = 0; index < site.args().size(); index++) {
            var arg = site.arg(index);
            var texts = arg.allTexts();
            if (texts.isEmpty() && arg.heap() != null && index == 0) {
                texts = arg.heap().built();
            }
            for (var text : texts) {
                var names = sockets || isHostName(site.name());
                if (Destinations.of(text, names) == null || isBody(site, index)) {
                    continue;
                }
                destinations.contacted(text, site, site.title(), names);
                var list = List.of(text);
                if (site.receiver().heap() != null) {
                    site.receiver().heap().address(list);
                }
                if (result.heap() != null) {
                    result.heap().address(list);
                }
            }
        }
    }

    private static boolean isHeader(Site site) {
        var name = site.name().toLowerCase(Locale.ROOT);
        return name.contains("header")
                || name.equals("body")
                || name.equals("bodyvalue")
                || name.contains("cookie")
                || name.equals("ofstring");
    }

    /** The second of an address and a body. */
    private static boolean isBody(Site site, int index) {
        return index > 0 && Network.isSending(site);
    }

    private static boolean isHostName(String method) {
        return HOST_NAMES.contains(Holders.property(method).toLowerCase(Locale.ROOT));
    }

    /** Other clients that are told a host by its name: {@code baseUrl}, {@code mail.smtp.host}. */
    private void told(Site site) {
        if (site.args().size() == 1 && isHostName(site.name()) && !isValue(site.owner())) {
            for (var text : site.arg(0).allTexts()) {
                destinations.contacted(
                        text,
                        site,
                        site.title(),
                        !site.name().toLowerCase(Locale.ROOT).contains("path"));
            }
        }
        if (site.owner().equals("java/sql/DriverManager")) {
            site.arg(0)
                    .allTexts()
                    .forEach(text -> destinations.contacted(text, site, site.title(), false));
        }
        if (site.args().size() == 2) {
            var key = site.arg(0).text();
            if (key != null && HOST_PROPERTIES.contains(key.text().toLowerCase(Locale.ROOT))) {
                site.arg(1)
                        .allTexts()
                        .forEach(text -> destinations.contacted(text, site, key.text(), true));
            }
        }
        if (Network.isMail(site.owner()) && site.name().equals("connect")) {
            site.args()
                    .forEach(
                            arg ->
                                    arg.texts()
                                            .forEach(
                                                    text ->
                                                            destinations.contacted(
                                                                    text,
                                                                    site,
                                                                    site.title(),
                                                                    true)));
        }
    }

    private static boolean isValue(String owner) {
        return owner.startsWith("java/net/UR")
                || owner.startsWith("java/util/")
                || owner.startsWith("java/lang/")
                || owner.contains("UriComponents")
                || owner.contains("HttpUrl")
                || owner.contains("URIBuilder")
                || owner.endsWith("UriBuilder");
    }

    private void opened(Site site, Val result) {
        var texts = site.receiver().allTexts();
        for (var text : texts) {
            destinations.contacted(text, site, site.title(), false);
            if (result.heap() != null) {
                result.heap().address(List.of(text));
            }
        }
        network(site, site.title(), texts, "GET".equals(site.name()) ? "GET" : "", List.of());
        flows(site, texts, List.of(new Payload.Field("url", site.receiver())));
    }

    private Val sent(Site site, Val result) {
        var values = new ArrayList<Val>();
        values.add(site.receiver());
        values.addAll(site.args());
        var texts = new ArrayList<Text>();
        var method = "";
        for (var value : values) {
            if (value.heap() != null) {
                texts.addAll(value.heap().addresses());
                method = method.isEmpty() ? Network.method(site, value.heap()) : method;
            }
        }
        if (Network.isClient(site.owner()) && !site.args().isEmpty()) {
            texts.addAll(0, site.arg(0).allTexts());
        }
        if (method.isEmpty()) {
            method = Network.method(site, null);
        }
        var fields = Payload.of(values);
        body(site, fields);
        network(site, site.title(), texts, method, fields);
        var hosts = Destinations.of(texts, Network.isSocket(site.owner())).keySet();
        var destination = hosts.isEmpty() ? site.title() : String.join(",", hosts);
        for (var field : fields) {
            field(field, site, destination);
            copies.sent(field, site, destination);
        }
        flows(site, texts, fields);
        return site.returnsReference()
                ? result.with(Set.of("response:" + (hosts.isEmpty() ? "*" : destination)))
                : result;
    }

    /** A body that is handed over beside the address, or written to a connection. */
    private static void body(Site site, List<Payload.Field> fields) {
        var first = Network.isStreamOut(site.owner()) || Network.isSocket(site.owner()) ? 0 : 1;
        for (var index = first; index < site.args().size(); index++) {
            var arg = site.arg(index);
            var plain = arg.heap() == null || arg.heap().fields().isEmpty();
            if (plain
                    && (!arg.allTexts().isEmpty() || !arg.flow().isEmpty())
                    && arg.symbol().isEmpty()) {
                fields.add(new Payload.Field("body", arg));
            }
        }
    }

    private void network(
            Site site, String sink, List<Text> texts, String method, List<Payload.Field> fields) {
        var targets = new LinkedHashMap<String, String>();
        var via = Via.PLAIN;
        for (var text : texts) {
            var to = Destinations.of(text, Network.isSocket(site.owner()));
            if (to != null) {
                targets.putIfAbsent(to.host(), to.path());
                via = text.via();
            }
        }
        if (targets.isEmpty()) {
            targets.put("*", "");
        }
        for (var target : targets.entrySet()) {
            var detail = new LinkedHashMap<String, Object>();
            detail.put("sink", sink);
            detail.put("host", target.getKey());
            detail.put("method", method);
            detail.put("fields", fields.stream().map(Payload.Field::path).distinct().toList());
            var path =
                    target.getValue().length() > 80
                            ? target.getValue().substring(0, 80)
                            : target.getValue();
            report.add(
                    FindingKind.NETWORK_CALL,
                    (sink + " " + method).strip() + " " + target.getKey() + path,
                    via,
                    site,
                    detail);
        }
    }

    private void field(Payload.Field field, Site site, String destination) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("field", field.path());
        detail.put("source", field.source());
        detail.put("destination", destination);
        var constant = field.constant();
        if (constant != null) {
            var text = constant.text();
            detail.put("constant", text.length() > 300 ? text.substring(0, 300) : text);
        }
        report.add(
                FindingKind.PAYLOAD_FIELD,
                destination + " " + field.path(),
                constant == null ? Via.PLAIN : constant.via(),
                site,
                detail);
    }

    /** Which data reaches which host. */
    private void flows(Site site, List<Text> texts, List<Payload.Field> fields) {
        for (var host : Destinations.of(texts, Network.isSocket(site.owner())).keySet()) {
            for (var field : fields) {
                for (var source : new LinkedHashSet<>(field.value().allFlow())) {
                    flow(site, host, field.path(), source);
                }
            }
            for (var source : site.receiver().allFlow()) {
                if (!source.startsWith("response:")) {
                    flow(site, host, "", source);
                }
            }
        }
    }

    private void flow(Site site, String host, String field, String source) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("host", host);
        detail.put("field", field);
        var colon = source.indexOf(':');
        var kind = colon < 0 ? source : source.substring(0, colon);
        detail.put("source", kind);
        var rest = source.substring(colon + 1);
        switch (kind) {
            case "env" -> {
                detail.put("variable", rest);
                report.add(FindingKind.SECRET_FLOW, rest + " -> " + host, Via.PLAIN, site, detail);
            }
            case "response" -> {
                if (!rest.equals("*") && !List.of(rest.split(",")).contains(host)) {
                    detail.put("from", rest);
                    report.add(
                            FindingKind.SECRET_FLOW,
                            "response -> " + host,
                            Via.PLAIN,
                            site,
                            detail);
                }
            }
            case "file" -> {
                detail.put("class", PathClass.of(rest).label());
                report.add(
                        FindingKind.SECRET_FLOW, source + " -> " + host, Via.PLAIN, site, detail);
            }
            default ->
                    report.add(
                            FindingKind.SECRET_FLOW,
                            source + " -> " + host,
                            Via.PLAIN,
                            site,
                            detail);
        }
    }

    private void lookup(Site site) {
        if (!site.name().equals("getByName") && !site.name().equals("getAllByName")) {
            return;
        }
        var texts = site.arg(0).allTexts();
        var hosts = Destinations.of(texts, true).keySet();
        var host = hosts.isEmpty() ? "*" : hosts.iterator().next();
        report.add(
                FindingKind.DNS_LOOKUP,
                site.title() + " " + host,
                Via.PLAIN,
                site,
                Map.of("sink", site.title(), "host", host));
        texts.forEach(text -> destinations.contacted(text, site, site.title(), true));
        if (!hosts.isEmpty()) {
            flows(site, texts, List.of(new Payload.Field("name", site.arg(0))));
        }
    }

    void mentioned(Text text) {
        destinations.mentioned(text);
    }
}
