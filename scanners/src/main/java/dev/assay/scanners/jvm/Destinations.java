package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.text.Hosts;
import dev.assay.scanners.text.Inboxes;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hosts in texts that a call is given, told where the text stands. */
final class Destinations {

    private final Report report;

    Destinations(Report report) {
        this.report = report;
    }

    /**
     * The destinations that texts name, by host.
     *
     * @param names whether a bare name is a host here, and nothing else
     */
    static Map<String, Hosts.Destination> of(List<Text> texts, boolean names) {
        var found = new LinkedHashMap<String, Hosts.Destination>();
        for (var text : texts) {
            var to = of(text, names);
            if (to != null) {
                found.putIfAbsent(to.host(), to);
            }
        }
        return found;
    }

    static Hosts.@Nullable Destination of(Text text, boolean names) {
        var to = Hosts.ofUrl(text.text());
        if (to == null && names) {
            var host = Hosts.host(text.text());
            if (Hosts.isHostName(host)) {
                return new Hosts.Destination("", host, "");
            }
        }
        return to;
    }

    /** Tells that data goes to what a text names. */
    void contacted(Text text, Site site, String sink, boolean names) {
        var to = of(text, names);
        if (to == null) {
            return;
        }
        var detail = new LinkedHashMap<String, Object>();
        detail.put("contacted", true);
        detail.put("sink", sink);
        detail.put("sinkFile", site.at().in().owner().file());
        detail.put("sinkLine", site.at().line());
        if (Hosts.isLocal(to.host())) {
            detail.put("local", true);
        }
        var excerpt = Excerpts.of(site);
        var inbox = Inboxes.of(to);
        if (inbox != null) {
            var more = new LinkedHashMap<>(detail);
            more.put("inbox", to.host());
            report.add(
                    FindingKind.OUTBOUND_DOMAIN,
                    inbox,
                    text.via(),
                    text.origin(),
                    site.at(),
                    excerpt,
                    more);
        }
        report.add(
                FindingKind.OUTBOUND_DOMAIN,
                to.host(),
                text.via(),
                text.origin(),
                site.at(),
                excerpt,
                detail);
    }

    /** Tells a host that is only written somewhere. */
    void mentioned(Text text) {
        if (text.text().indexOf('.') < 0 && !text.text().contains("://")) {
            return;
        }
        for (var to : Hosts.mentioned(text.text())) {
            var host = to.host();
            if (host.startsWith("{}") && !host.startsWith("{}.")) {
                continue;
            }
            var detail = new LinkedHashMap<String, Object>();
            detail.put("contacted", false);
            detail.put("role", "other");
            if (Hosts.isLocal(host)) {
                detail.put("local", true);
            }
            report.add(
                    FindingKind.OUTBOUND_DOMAIN,
                    host,
                    text.via(),
                    text.origin(),
                    text.origin(),
                    Excerpts.quoted(text),
                    detail);
        }
    }
}
