package dev.assay.scanners.detonation.observed;

import dev.assay.scanners.detonation.canary.Canaries;
import dev.assay.scanners.detonation.canary.Canary;
import dev.assay.scanners.detonation.canary.CanarySearch;
import dev.assay.scanners.detonation.canary.Form;
import dev.assay.scanners.detonation.canary.Sighted;
import dev.assay.scanners.detonation.sinkhole.Place;
import dev.assay.scanners.detonation.sinkhole.Seen;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.PathClass;
import dev.assay.scanners.text.RecipientPlaces;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes facts of what was sent in one run (signals D2.8): who was asked for and called, which
 * fields went there and where each came from, which planted secrets were among them, to whom mail
 * went.
 */
public final class Observer {

    /** Where observations stand in place of a file. */
    public static final String PLACE = "(observed)";

    /** So many variables at once were not picked by their names. */
    private static final int WHOLE_ENVIRONMENT = 4;

    private static final int LONGEST_NAME = 200;

    private static final int MOST_SAID = 512 << 10;

    private final CanarySearch search;
    private final Receivers receivers;
    private final FactList facts;
    private final Set<String> asked;

    /**
     * @param asked the variables that the server's own code reads; a secret of any other variable
     *     is none of its business
     */
    public Observer(String purl, Canaries canaries, Set<String> asked) {
        this.search = new CanarySearch(canaries.planted());
        this.receivers = new Receivers(search);
        this.facts = new FactList(purl);
        this.asked = Set.copyOf(asked);
    }

    /** The facts of everything that was sent. */
    public List<Fact> facts(List<Noted> noted) {
        for (var each : noted) {
            switch (each.seen()) {
                case Seen.NameAsked name -> name(each, name);
                case Seen.Connected connected -> connected(each, connected.to());
                case Seen.TlsRefused refused -> refused(each, refused);
                case Seen.HttpRequest request -> request(each, request);
                case Seen.SocketMessage message ->
                        sent(each, message.host(), "websocket", message.content().bytes());
                case Seen.Mail mail -> mail(each, mail);
                case Seen.Raw raw ->
                        sent(
                                each,
                                raw.to().host(),
                                raw.protocol() + " " + raw.to().port(),
                                raw.content().bytes());
                case Seen.Datagram datagram ->
                        sent(
                                each,
                                datagram.to().host(),
                                "udp " + datagram.to().port(),
                                datagram.content().bytes());
                case Seen.TlsOpened opened -> {
                    // What was sent through it follows.
                }
                case Seen.Dropped dropped -> {
                    // The document says that events are missing.
                }
            }
        }
        return facts.facts();
    }

    /**
     * What it says to whoever started it, where a planted secret has no place: what users say, what
     * hosts answer and what stands in the bait folder is there to be told, and nothing else is.
     *
     * @param to {@code its client} or {@code its log}
     * @param said all of it
     */
    public void said(String to, String said) {
        var at = new Noted("", new Seen.Dropped(0, 0, ""));
        var kept = said.length() > MOST_SAID ? said.substring(0, MOST_SAID) : said;
        var found = search.find(to, kept.getBytes(StandardCharsets.UTF_8));
        for (var sighted : told(at, to, found, "", "")) {
            var slot = sighted.canary().slot();
            if (slot.startsWith("env:")
                    || slot.startsWith("file:") && !slot.startsWith("file:bait/")) {
                secret(at, to, sighted, "", around(kept, sighted));
            }
        }
    }

    private String around(String said, Sighted sighted) {
        for (var line : said.lines().toList()) {
            var at = line.indexOf(sighted.canary().value());
            if (at >= 0) {
                return search.named(line.substring(Math.max(0, at - 100)));
            }
        }
        return "";
    }

    private void name(Noted at, Seen.NameAsked asked) {
        if (receivers.isBait(asked.name()) || !asked.name().contains(".")) {
            return;
        }
        var host = receivers.of(asked.name());
        contacted(at, host, search.named("asks for " + asked.name()), "dns");
        secrets(
                at,
                receivers.domain(asked.name()),
                "name",
                asked.name(),
                asked.name().getBytes(StandardCharsets.UTF_8));
    }

    private void connected(Noted at, Place to) {
        // A name has been asked for; only bare addresses are told by their connections.
        if (to.name().isEmpty() && !to.address().isEmpty() && !isLoopback(to.address())) {
            if (!receivers.isBait(to.address())) {
                contacted(at, to.address(), "connects to " + to.address(), "connect");
            }
        }
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.0.0.") || address.equals("::1");
    }

    private void contacted(Noted at, String host, String excerpt, String how) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("contacted", true);
        if (Hosts.isLocal(host)) {
            detail.put("local", true);
        }
        facts.add(FindingKind.OUTBOUND_DOMAIN, host, at.stage(), excerpt, detail);
        if (at.isBeforeTools() && !host.equals("localhost")) {
            facts.add(
                    FindingKind.NETWORK_CALL,
                    host + " before the first tool call",
                    at.stage(),
                    excerpt,
                    Map.of("host", host, "before", true, "sink", how));
        }
    }

    private void refused(Noted at, Seen.TlsRefused refused) {
        var host = refused.serverName().isEmpty() ? refused.to().host() : refused.serverName();
        facts.add(
                FindingKind.TLS_PINNING,
                "refused certificate of " + host,
                at.stage(),
                refused.how() + " " + refused.alert(),
                Map.of("host", host));
    }

    private void request(Noted at, Seen.HttpRequest request) {
        var host = receivers.of(request.host());
        var line = request.method() + " " + host + receivers.path(request.target());
        var excerpt = excerpt(request, host);
        var bait = receivers.isBait(host);
        if (!bait) {
            contacted(at, host, excerpt, "http");
        }
        facts.add(
                FindingKind.NETWORK_CALL,
                line,
                at.stage(),
                excerpt,
                Map.of("host", host, "method", request.method()));
        var basic = false;
        for (var field : SentFields.of(request)) {
            field(at, host, named(field), excerpt);
            basic |=
                    field.path().equals("headers.Authorization")
                            && field.value().startsWith("Basic");
        }
        secretsOf(at, host, request, basic, excerpt);
    }

    /** With the places of canaries, as nobody knows the canaries themselves. */
    private String excerpt(Seen.HttpRequest request, String host) {
        var body = request.decoded() == null ? request.body() : request.decoded();
        return search.named(
                request.method()
                        + " "
                        + request.scheme()
                        + "://"
                        + host
                        + request.target()
                        + (body.total() == 0 ? "" : "\n" + body.text()));
    }

    private void field(Noted at, String host, SentField field, String excerpt) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("field", field.path());
        detail.put("destination", host);
        var planted = search.plain(field.value());
        if (planted.isEmpty()) {
            detail.put("source", "constant");
            detail.put(
                    "constant",
                    field.value().length() > 300 ? field.value().substring(0, 300) : field.value());
            recipients(at, host, field, excerpt);
        } else {
            detail.put("source", source(planted.getFirst()));
        }
        facts.add(
                FindingKind.PAYLOAD_FIELD, host + " " + field.path(), at.stage(), excerpt, detail);
    }

    /**
     * A field whose name was given to the server is told by the place that it came from, since
     * every run gives another. Long names are cut after that, so that no half of one is left.
     */
    private SentField named(SentField field) {
        var path = search.named(field.path());
        return new SentField(
                path.length() > LONGEST_NAME ? path.substring(0, LONGEST_NAME) : path,
                field.value());
    }

    private static String source(Canary canary) {
        return canary.kind().equals("answer") ? "answer of " + canary.place() : canary.kind();
    }

    private void recipients(Noted at, String host, SentField field, String excerpt) {
        var path = field.path();
        var dot = path.lastIndexOf('.');
        var place = RecipientPlaces.holdsAddress(path) && dot > 0 ? path.substring(0, dot) : path;
        if (RecipientPlaces.isPlace(place) || RecipientPlaces.isCopy(place)) {
            for (var part : field.value().split("[,;]")) {
                var address = RecipientPlaces.address(part.strip());
                if (RecipientPlaces.isAddress(place, address)
                        && !receivers.isBait(mailHost(address))) {
                    recipient(at, host, path, address, excerpt);
                }
            }
        }
        for (var written : RecipientPlaces.inText(field.value())) {
            if (!receivers.isBait(mailHost(written.address()))) {
                recipient(at, host, written.place(), written.address(), excerpt);
            }
        }
    }

    private static String mailHost(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    private void recipient(Noted at, String host, String field, String address, String excerpt) {
        facts.add(
                FindingKind.CONSTANT_RECIPIENT,
                address,
                at.stage(),
                excerpt,
                Map.of("field", field, "destination", host));
    }

    private void secretsOf(
            Noted at, String host, Seen.HttpRequest request, boolean basic, String excerpt) {
        var sent = new StringBuilder(request.target()).append('\n');
        request.headers().forEach(header -> sent.append(header.value()).append('\n'));
        var body = request.decoded() == null ? request.body() : request.decoded();
        var text = sent.toString().getBytes(StandardCharsets.UTF_8);
        var whole = new byte[text.length + body.bytes().length];
        System.arraycopy(text, 0, whole, 0, text.length);
        System.arraycopy(body.bytes(), 0, whole, text.length, body.bytes().length);
        var found = search.find(receivers.domain(host), whole);
        for (var sighted : told(at, host, found, "", excerpt)) {
            // Basic authentication is base64 by its own rule (RFC 7617, section 2).
            secret(
                    at,
                    host,
                    basic && sighted.form() == Form.ENCODED
                            ? new Sighted(sighted.canary(), Form.RAW)
                            : sighted,
                    "",
                    excerpt);
        }
    }

    /**
     * Tells that all variables were sent, once, where many that it did not ask for stand in one
     * message.
     *
     * @return what is still to be told
     */
    private List<Sighted> told(
            Noted at, String host, List<Sighted> found, String field, String excerpt) {
        var others = found.stream().filter(this::isNotAskedFor).toList();
        if (others.size() < WHOLE_ENVIRONMENT) {
            return found;
        }
        var form = others.getFirst().form();
        secret(at, host, new Sighted(new Canary("env:*", ""), form), field, excerpt);
        return found.stream().filter(each -> !others.contains(each)).toList();
    }

    private boolean isNotAskedFor(Sighted sighted) {
        var canary = sighted.canary();
        return canary.kind().equals("env") && !asked.contains(canary.place());
    }

    private void secrets(Noted at, String host, String field, String excerpt, byte[] bytes) {
        for (var sighted : told(at, host, search.find(host, bytes), field, excerpt)) {
            secret(at, host, sighted, field, excerpt);
        }
    }

    private void secret(Noted at, String host, Sighted sighted, String field, String excerpt) {
        var canary = sighted.canary();
        var place = canary.place();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("host", host);
        detail.put("form", sighted.form().words());
        var value =
                switch (canary.kind()) {
                    case "env" -> {
                        detail.put("source", "env");
                        detail.put("variable", place);
                        yield place + " -> " + host;
                    }
                    case "machine" -> {
                        detail.put("source", "machine");
                        yield place + " -> " + host;
                    }
                    case "argument" -> {
                        detail.put("source", "argument");
                        yield "argument:"
                                + place.substring(place.lastIndexOf('.') + 1)
                                + " -> "
                                + host;
                    }
                    case "file" -> {
                        detail.put("source", "file");
                        detail.put("class", PathClass.of("~/" + place).label());
                        yield "file:~/" + place + " -> " + host;
                    }
                    default -> {
                        var from = receivers.of(place);
                        detail.put("source", "response");
                        detail.put("from", from);
                        yield "answer of " + from + " -> " + host;
                    }
                };
        if (canary.kind().equals("answer") && receivers.of(place).equals(host)) {
            return;
        }
        facts.add(FindingKind.SECRET_FLOW, value, at.stage(), excerpt, detail);
        if (isLeak(sighted)) {
            facts.add(
                    FindingKind.CANARY_LEAK,
                    canary.slot() + " -> " + host,
                    at.stage(),
                    excerpt,
                    Map.of(
                            "host",
                            host,
                            "slot",
                            canary.slot(),
                            "form",
                            sighted.form().words(),
                            "field",
                            field));
        }
    }

    /** What nobody gave it, and what it hides. */
    private boolean isLeak(Sighted sighted) {
        var canary = sighted.canary();
        return switch (canary.kind()) {
            case "argument", "answer", "machine" -> sighted.form().compareTo(Form.ENCODED) > 0;
            case "env" ->
                    canary.place().equals("*")
                            || !asked.contains(canary.place())
                            || sighted.form() != Form.RAW;
            case "file" -> !canary.place().startsWith("bait/") || sighted.form() != Form.RAW;
            default -> true;
        };
    }

    private void mail(Noted at, Seen.Mail mail) {
        var host = receivers.of(mail.to().host());
        var content = search.named(mail.content().text());
        contacted(at, host, "mail from " + mail.from(), "smtp");
        facts.add(
                FindingKind.NETWORK_CALL,
                "mail " + host,
                at.stage(),
                content,
                Map.of("host", host));
        for (var recipient : mail.recipients()) {
            var address = RecipientPlaces.address(recipient);
            if (search.plain(address).isEmpty() && !receivers.isBait(mailHost(address))) {
                recipient(at, host, place(address, content), address, "to " + mail.recipients());
            }
        }
        secrets(at, host, "", content, mail.content().bytes());
        secrets(
                at,
                host,
                "login",
                "",
                String.join("\n", mail.login()).getBytes(StandardCharsets.UTF_8));
    }

    /** Whom no header names gets a copy that the others do not see (RFC 5322, section 3.6.3). */
    private static String place(String address, String content) {
        for (var line : content.lines().takeWhile(line -> !line.isBlank()).toList()) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.contains(address.toLowerCase(Locale.ROOT))) {
                var colon = lower.indexOf(':');
                return colon > 0 ? lower.substring(0, colon) : "to";
            }
        }
        return "bcc";
    }

    private void sent(Noted at, String to, String how, byte[] content) {
        var host = receivers.of(to);
        var text = search.named(new String(content, StandardCharsets.UTF_8));
        if (!receivers.isBait(host)) {
            contacted(at, host, text, how);
            facts.add(
                    FindingKind.NETWORK_CALL,
                    how + " " + host,
                    at.stage(),
                    text,
                    Map.of("host", host));
        }
        secrets(at, host, "", text, content);
    }
}
