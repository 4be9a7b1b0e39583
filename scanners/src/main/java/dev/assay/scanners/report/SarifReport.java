package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A delta as code-scanning services read it (SARIF 2.1.0, OASIS standard of 27 March 2020), within
 * the limits of those that are known to have some.
 */
final class SarifReport {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    /** GitHub shows no more results of a run; the most severe come first. */
    private static final int MOST_RESULTS = 5_000;

    /** Files that were not read, by name; beyond it the coverage in the properties tells. */
    private static final int MOST_UNREAD = 100;

    private final Delta delta;
    private final List<Finding> findings;
    private final List<FindingKind> kinds;
    private final SarifRules rules;
    private final SarifPlaces places;

    /**
     * @param service where an Assay shows the pages of the rules, or null
     */
    SarifReport(Delta delta, @Nullable URI service) {
        this.delta = delta;
        this.findings = delta.findings().stream().limit(MOST_RESULTS).toList();
        this.kinds = findings.stream().map(Finding::kind).distinct().sorted().toList();
        this.rules = new SarifRules(findings, service);
        this.places = new SarifPlaces(delta.to().purl());
    }

    String render() {
        var log = new LinkedHashMap<String, Object>();
        log.put("$schema", SCHEMA);
        log.put("version", "2.1.0");
        log.put("runs", List.of(run()));
        return JsonReport.MAPPER.writeValueAsString(log) + "\n";
    }

    private Map<String, Object> run() {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "Assay");
        driver.put("rules", kinds.stream().map(rules::rule).toList());
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver));
        run.put("automationDetails", automation());
        var from = delta.from();
        if (from != null) {
            run.put("baselineGuid", guid(from));
        }
        run.put("columnKind", "utf16CodeUnits");
        run.put("invocations", List.of(invocation()));
        run.put("results", findings.stream().map(this::result).toList());
        var properties = new LinkedHashMap<String, Object>();
        properties.put("verdict", delta.verdict());
        properties.put("to", delta.to().purl());
        if (from != null) {
            properties.put("from", from.purl());
        }
        properties.put("coverage", delta.coverage());
        run.put("properties", properties);
        return run;
    }

    /** The same pair of versions is the same run, whoever makes it. */
    private Map<String, Object> automation() {
        var automation = new LinkedHashMap<String, Object>();
        var purl = Printable.line(delta.to().purl());
        var version = purl.lastIndexOf('@');
        automation.put("id", "assay/" + (version > 0 ? purl.substring(0, version) : purl) + "/");
        automation.put("guid", guid(delta.to()));
        return automation;
    }

    private static String guid(Delta.Side side) {
        var name = (side.purl() + " " + side.sha256()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(name).toString();
    }

    private Map<String, Object> invocation() {
        var invocation = new LinkedHashMap<String, Object>();
        invocation.put("executionSuccessful", true);
        var unread =
                delta.coverage().unparsed().stream().limit(MOST_UNREAD).map(this::unread).toList();
        if (!unread.isEmpty()) {
            invocation.put("toolExecutionNotifications", unread);
        }
        return invocation;
    }

    private Map<String, Object> unread(Coverage.Unparsed missed) {
        var notification = new LinkedHashMap<String, Object>();
        notification.put("level", "warning");
        var text = "not read: " + missed.file() + ": " + missed.reason();
        notification.put("message", Map.of("text", Printable.line(text)));
        return notification;
    }

    private Map<String, Object> result(Finding finding) {
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", finding.kind().wireName());
        result.put("ruleIndex", kinds.indexOf(finding.kind()));
        result.put("level", SarifRules.level(finding.severity()));
        result.put("message", Map.of("text", Printable.line(finding.title())));
        result.put("locations", finding.evidence().stream().map(places::location).toList());
        var path = CallPath.in(finding.detail());
        if (path != null && path.isFound() && !finding.evidence().isEmpty()) {
            result.put(
                    "codeFlows",
                    List.of(places.codeFlow(path, finding.evidence().getFirst().packageUrl())));
        }
        result.put("partialFingerprints", fingerprints(finding));
        if (delta.from() != null) {
            result.put("baselineState", state(finding.change()));
        }
        var properties = new LinkedHashMap<String, Object>();
        properties.put("severity", finding.severity());
        properties.put("security-severity", SarifRules.score(finding.severity()));
        properties.put("change", finding.change());
        properties.put("value", Printable.line(finding.value()));
        properties.put("reachable", finding.reachable());
        properties.put("via", finding.via());
        result.put("properties", properties);
        return result;
    }

    /**
     * What the finding says, and not where: code that moves or is bundled anew keeps it. Services
     * that know one fingerprint alone know the second.
     */
    private static Map<String, Object> fingerprints(Finding finding) {
        var fingerprints = new LinkedHashMap<String, Object>();
        fingerprints.put("assayFinding/v1", finding.id());
        fingerprints.put("primaryLocationLineHash", finding.id() + ":1");
        return fingerprints;
    }

    private static String state(Change change) {
        return switch (change) {
            case ADDED -> "new";
            case CHANGED -> "updated";
            case PRESENT -> "unchanged";
            case REMOVED -> "absent";
        };
    }
}
