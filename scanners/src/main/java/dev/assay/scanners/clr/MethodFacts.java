package dev.assay.scanners.clr;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.Inboxes;
import dev.assay.scanners.text.PathClass;
import dev.assay.scanners.text.RecipientPlaces;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one method does, by what it calls and by the texts that stand right before a call. A host in
 * a method that calls the network is taken as contacted there; what comes from elsewhere is not
 * followed.
 */
final class MethodFacts {

    /** Between a property that holds recipients and the address that is put into it. */
    private static final int NEAR = 6;

    private final Notes notes;
    private final String file;
    private final String method;
    private final List<Body.Step> steps;

    MethodFacts(Notes notes, String file, String method, List<Body.Step> steps) {
        this.notes = notes;
        this.file = file;
        this.method = method;
        this.steps = steps;
    }

    void look() {
        String sink = null;
        for (var i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Body.Step.Call(var member) && member.contains("::")) {
                called(member, i);
                if (Calls.isNetwork(member)
                        && (sink == null || !Calls.isSending(sink) && Calls.isSending(member))) {
                    sink = member;
                }
            }
        }
        var host = hosts(sink);
        if (sink != null && Calls.isSending(sink)) {
            var title = Calls.title(sink);
            var detail = new LinkedHashMap<String, Object>();
            detail.put("sink", title);
            detail.put("host", host);
            add(FindingKind.NETWORK_CALL, title + " " + host, sink, detail);
        }
    }

    /** Tells the hosts of all texts; answers the first of them, or a star. */
    private String hosts(@Nullable String sink) {
        String first = null;
        for (var step : steps) {
            if (!(step instanceof Body.Step.Text(var text))) {
                continue;
            }
            for (var to : Hosts.mentioned(text)) {
                var isUrl = !to.scheme().isEmpty();
                var contacted =
                        sink != null
                                && (isUrl || sink.contains("Sockets") || sink.contains("Mail"));
                var detail = new HashMap<String, Object>();
                detail.put("contacted", contacted);
                if (Hosts.isLocal(to.host())) {
                    detail.put("local", true);
                }
                if (contacted && sink != null) {
                    detail.put("sink", Calls.title(sink));
                    first = first == null ? to.host() : first;
                    var inbox = Inboxes.of(to);
                    if (inbox != null) {
                        var more = new HashMap<String, Object>(detail);
                        more.put("inbox", to.host());
                        add(FindingKind.OUTBOUND_DOMAIN, inbox, quoted(text), more);
                    }
                } else {
                    detail.put("role", "other");
                }
                add(FindingKind.OUTBOUND_DOMAIN, to.host(), quoted(text), detail);
            }
        }
        return first == null ? "*" : first;
    }

    private void called(String member, int at) {
        var before = textsBefore(at);
        var first = before.isEmpty() ? null : before.getFirst();
        var process = Calls.process(member);
        if (process != null) {
            var program = first == null ? "*" : first;
            var detail = new LinkedHashMap<String, Object>();
            detail.put("sink", process);
            if (first != null) {
                detail.put("command", Notes.shortened(String.join(" ", before)));
            }
            add(
                    FindingKind.PROCESS_SPAWN,
                    process + " " + program,
                    excerpt(member, before),
                    detail);
        }
        var dynamic = Calls.dynamic(member);
        if (dynamic != null) {
            add(
                    FindingKind.DYNAMIC_CODE,
                    dynamic,
                    excerpt(member, before),
                    Map.of("sink", dynamic));
        }
        if (Calls.isNativeLoad(member)) {
            var library = first == null ? Calls.title(member) + " *" : first;
            add(
                    FindingKind.NATIVE_BINARY,
                    library.substring(library.lastIndexOf('/') + 1),
                    excerpt(member, before),
                    Map.of("how", "load"));
        }
        if (Calls.isAnyCertificate(member)) {
            add(FindingKind.TLS_PINNING, Calls.title(member), excerpt(member, before), Map.of());
        }
        var listener = Calls.listener(member);
        if (listener != null) {
            var detail = Map.<String, Object>of("server", listener);
            add(FindingKind.LISTENER, "listen " + listener, excerpt(member, before), detail);
        }
        if (member.startsWith("System.Net.Dns::")) {
            var host = first == null ? "*" : first;
            add(
                    FindingKind.DNS_LOOKUP,
                    Calls.title(member) + " " + host,
                    excerpt(member, before),
                    Map.of("sink", Calls.title(member), "host", host));
        }
        environment(member, before);
        files(member, before);
        recipient(member, at, before);
    }

    private void environment(String member, List<String> before) {
        if (member.equals("System.Environment::GetEnvironmentVariable")) {
            add(
                    FindingKind.ENV_ACCESS,
                    before.isEmpty() ? "*" : before.getLast(),
                    excerpt(member, before),
                    before.isEmpty() ? Map.of("how", "computed name") : Map.of());
        } else if (member.equals("System.Environment::GetEnvironmentVariables")) {
            add(FindingKind.ENV_ACCESS, "*", excerpt(member, before), Map.of("how", "listed"));
        }
    }

    private void files(String member, List<String> before) {
        var operation = Calls.fileOperation(member);
        if (operation == null) {
            return;
        }
        var path = before.isEmpty() ? "" : before.getFirst();
        var pathClass = PathClass.of(path);
        var title = Calls.title(member);
        var detail = new LinkedHashMap<String, Object>();
        detail.put("method", title);
        detail.put("operation", operation);
        detail.put("class", pathClass.label());
        if (!path.isEmpty()) {
            detail.put("path", Notes.shortened(path));
        }
        add(
                FindingKind.FS_ACCESS,
                operation + " " + pathClass.label() + " " + title,
                excerpt(member, before),
                detail);
    }

    /** {@code message.Bcc.Add("…")}, {@code mail.Bcc = "…"}, {@code AddBcc("…")}. */
    private void recipient(String member, int at, List<String> before) {
        var name = Calls.method(member).toLowerCase(Locale.ROOT);
        var place = name.contains("bcc") ? "bcc" : name.matches("(?:set_|add_?)cc.*") ? "cc" : null;
        if (place == null && name.equals("add")) {
            for (var i = Math.max(0, at - NEAR); i < at && place == null; i++) {
                if (steps.get(i) instanceof Body.Step.Call(var other)) {
                    var property = other.toLowerCase(Locale.ROOT);
                    place =
                            property.endsWith("::get_bcc")
                                    ? "bcc"
                                    : property.endsWith("::get_cc") ? "cc" : null;
                }
            }
        }
        if (place == null) {
            return;
        }
        for (var text : before) {
            if (RecipientPlaces.isEmail(text)) {
                add(
                        FindingKind.CONSTANT_RECIPIENT,
                        text,
                        excerpt(member, before),
                        Map.of("field", place, "destination", Calls.title(member)));
            }
        }
    }

    /** The texts that stand right before a call, in their order; what makes objects is no break. */
    private List<String> textsBefore(int at) {
        var texts = new ArrayList<String>();
        for (var i = at - 1; i >= 0 && at - i <= NEAR; i--) {
            if (steps.get(i) instanceof Body.Step.Text(var text)) {
                texts.addFirst(text);
            } else if (!texts.isEmpty() || steps.get(i) instanceof Body.Step.Call) {
                if (steps.get(i) instanceof Body.Step.Call(var made)
                        && made.endsWith("::.ctor")
                        && texts.isEmpty()) {
                    continue;
                }
                break;
            }
        }
        return texts;
    }

    private void add(FindingKind kind, String value, String excerpt, Map<String, Object> detail) {
        notes.add(kind, value, file, method, excerpt, detail);
    }

    private static String excerpt(String member, List<String> before) {
        return before.isEmpty()
                ? Calls.title(member)
                : Calls.title(member) + "(" + quoted(String.join("\", \"", before)) + ")";
    }

    private static String quoted(String text) {
        return '"' + Notes.shortened(text) + '"';
    }
}
