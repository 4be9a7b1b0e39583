package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.text.Hosts;

import java.util.LinkedHashMap;
import java.util.Set;

/** Hosts that strings name without a known way to a call: links, errors, descriptions, schemas. */
final class MentionFacts implements FactFamily {

    private final Evaluator evaluator;
    private final Report report;

    MentionFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.STRING, Kind.TEMPLATE, Kind.BINARY, Kind.CALL);
    }

    @Override
    public void look(Place place, Node node) {
        switch (node.kind()) {
            case STRING -> {
                if (node.name().indexOf('.') >= 0 || node.name().contains("://")) {
                    mention(place, node, new Text(node.name(), Via.PLAIN, place.script(), node));
                }
            }
            case CALL -> decoded(place, node);
            case BINARY -> {
                var parent = place.parent(0);
                var nested = parent != null && parent.is(Kind.BINARY) && parent.isNamed("+");
                if (node.isNamed("+") && !nested && hasString(node)) {
                    computed(place, node);
                }
            }
            default -> computed(place, node);
        }
    }

    private static boolean hasString(Node node) {
        return node.kid(0).is(Kind.STRING)
                || node.kid(1).is(Kind.STRING)
                || node.kid(0).is(Kind.BINARY);
    }

    private static boolean mayDecode(String name) {
        return switch (name) {
            case "toString",
                    "atob",
                    "fromCharCode",
                    "fromCodePoint",
                    "join",
                    "decodeURIComponent",
                    "unescape" ->
                    true;
            default -> false;
        };
    }

    private void decoded(Place place, Node call) {
        if (mayDecode(call.kid(0).name())) {
            computed(place, call);
        }
    }

    private void computed(Place place, Node node) {
        for (var text : evaluator.texts(place.script(), node)) {
            mention(place, node, text);
        }
    }

    private void mention(Place place, Node node, Text text) {
        for (var destination : Hosts.mentioned(text.text())) {
            var host = destination.host();
            if (host.startsWith("{}") && !host.startsWith("{}.")) {
                continue;
            }
            var plainPart =
                    text.origin() != node && text.via() != Via.DECODED && namesAlone(text, host);
            if (plainPart || report.isContacted(node) || report.isContacted(text.origin())) {
                continue;
            }
            var detail = new LinkedHashMap<String, Object>();
            detail.put("contacted", false);
            detail.put("role", Role.of(place, node));
            var name = isAddress(text, destination) ? EndpointNames.of(place, node) : null;
            if (name != null) {
                detail.put("named", name);
            }
            if (Hosts.isLocal(host)) {
                detail.put("local", true);
            }
            report.add(FindingKind.OUTBOUND_DOMAIN, host, text.via(), place.script(), node, detail);
        }
    }

    /** An address to call, and no sentence with a link. */
    private static boolean isAddress(Text text, Hosts.Destination destination) {
        return switch (destination.scheme()) {
            case "http", "https", "ws", "wss" ->
                    text.text().startsWith(destination.scheme() + "://")
                            && text.text().indexOf(' ') < 0;
            default -> false;
        };
    }

    /** Whether the literal alone names the host, so that it is reported where it stands. */
    private static boolean namesAlone(Text text, String host) {
        for (var destination : Hosts.mentioned(text.origin().name())) {
            if (destination.host().equals(host)) {
                return true;
            }
        }
        return false;
    }
}
