package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A delta as code-scanning services read it (SARIF 2.1.0, OASIS standard of 27 March 2020). */
final class SarifReport {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final Delta delta;

    SarifReport(Delta delta) {
        this.delta = delta;
    }

    String render() {
        var log = new LinkedHashMap<String, Object>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run()));
        return JsonReport.MAPPER.writeValueAsString(log) + "\n";
    }

    private Map<String, Object> run() {
        var kinds = delta.findings().stream().map(Finding::kind).distinct().sorted().toList();
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "Assay");
        driver.put("rules", kinds.stream().map(SarifReport::rule).toList());
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("columnKind", "utf16CodeUnits");
        run.put("invocations", List.of(Map.of("executionSuccessful", true)));
        run.put("results", delta.findings().stream().map(f -> result(f, kinds)).toList());
        var properties = new LinkedHashMap<String, Object>();
        properties.put("verdict", delta.verdict());
        properties.put("to", delta.to().purl());
        var from = delta.from();
        if (from != null) {
            properties.put("from", from.purl());
        }
        properties.put("coverage", delta.coverage());
        run.put("properties", properties);
        return run;
    }

    private static Map<String, Object> rule(FindingKind kind) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("id", kind.wireName());
        rule.put("shortDescription", Map.of("text", kind.wireName().replace('-', ' ')));
        rule.put("fullDescription", Map.of("text", KindWords.why(kind)));
        return rule;
    }

    private Map<String, Object> result(Finding finding, List<FindingKind> kinds) {
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", finding.kind().wireName());
        result.put("ruleIndex", kinds.indexOf(finding.kind()));
        result.put("level", level(finding.severity()));
        result.put("message", Map.of("text", Printable.line(finding.title())));
        var locations = new ArrayList<Object>();
        for (var evidence : finding.evidence()) {
            locations.add(location(evidence));
        }
        result.put("locations", locations);
        result.put("partialFingerprints", Map.of("assayFinding/v1", finding.id()));
        var properties = new LinkedHashMap<String, Object>();
        properties.put("severity", finding.severity());
        properties.put("change", finding.change());
        properties.put("value", Printable.line(finding.value()));
        properties.put("reachable", finding.reachable());
        properties.put("via", finding.via());
        result.put("properties", properties);
        return result;
    }

    private Map<String, Object> location(Evidence evidence) {
        var artifact = Map.of("uri", uri(evidence.file()));
        var physical = new LinkedHashMap<String, Object>();
        physical.put("artifactLocation", artifact);
        if (evidence.line() > 0) {
            var region = new LinkedHashMap<String, Object>();
            region.put("startLine", evidence.line());
            if (evidence.column() > 0) {
                region.put("startColumn", evidence.column());
            }
            region.put(
                    "snippet",
                    Map.of("text", String.join("\n", Printable.lines(evidence.excerpt()))));
            physical.put("region", region);
        }
        var location = new LinkedHashMap<String, Object>();
        location.put("physicalLocation", physical);
        if (!evidence.packageUrl().equals(delta.to().purl())) {
            location.put("message", Map.of("text", Printable.line(evidence.packageUrl())));
        }
        return location;
    }

    /** A relative reference: percent-encoded, and never mistaken for a scheme. */
    private static String uri(String file) {
        try {
            var path = new URI(null, null, "/" + Printable.line(file), null).toASCIIString();
            return path.substring(1).replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path was not encoded: " + file, e);
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }
}
