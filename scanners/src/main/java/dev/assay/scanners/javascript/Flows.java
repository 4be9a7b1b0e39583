package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.text.PathClass;

import java.util.LinkedHashMap;
import java.util.List;

/**
 * Tells which data reaches which host: variables of the environment, what callers of a tool give,
 * answers of other servers, files, what the machine is called (signals FLOW-ENV-NET, FLOW-FS-NET).
 */
final class Flows {

    private static final String ANSWER = "response:";

    private final Report report;

    Flows(Report report) {
        this.report = report;
    }

    void add(Payload.Field field, String host) {
        if (host.equals("*")) {
            return;
        }
        for (var variable : field.flow().variables()) {
            var detail = detail(field, host, "env");
            detail.put("variable", variable);
            report(field, variable + " -> " + host, detail);
        }
        for (var other : field.flow().others()) {
            if (other.startsWith(ANSWER)) {
                var from = other.substring(ANSWER.length());
                // What a server answered may go back to it, page by page.
                if (!from.equals("*") && !List.of(from.split(",")).contains(host)) {
                    var detail = detail(field, host, "response");
                    detail.put("from", from);
                    report(field, "response -> " + host, detail);
                }
            } else {
                var colon = other.indexOf(':');
                var detail = detail(field, host, colon < 0 ? other : other.substring(0, colon));
                if (other.startsWith("file:")) {
                    var path = other.substring(colon + 1);
                    detail.put("class", PathClass.of(path).label());
                }
                report(field, other + " -> " + host, detail);
            }
        }
    }

    private static LinkedHashMap<String, Object> detail(
            Payload.Field field, String host, String source) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("source", source);
        detail.put("host", host);
        detail.put("field", field.path());
        return detail;
    }

    private void report(Payload.Field field, String value, LinkedHashMap<String, Object> detail) {
        report.add(FindingKind.SECRET_FLOW, value, Via.PLAIN, field.script(), field.node(), detail);
    }
}
