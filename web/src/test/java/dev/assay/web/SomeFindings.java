package dev.assay.web;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import java.util.List;
import java.util.Map;

/** Findings as the analysers make them. */
public final class SomeFindings {

    private SomeFindings() {}

    public static Finding destination(String purl, String host, Severity severity) {
        return finding(
                FindingKind.OUTBOUND_DOMAIN,
                severity,
                host,
                "Newly contacts " + host,
                new Evidence(
                        purl,
                        "dist/chunk-VG2JV7JQ.js",
                        412,
                        17,
                        "captureUsage",
                        "  await fetch(\"https://"
                                + host
                                + "/i/v0/e/\", {\n    method: \"POST\",\n    body: JSON.stringify(event),\n  });"));
    }

    public static Finding finding(
            FindingKind kind, Severity severity, String value, String title, Evidence at) {
        return new Finding(
                Integer.toHexString((kind + value + title).hashCode()),
                kind,
                Change.ADDED,
                severity,
                value,
                title,
                true,
                Via.PLAIN,
                List.of(at),
                Map.of("method", "POST"));
    }
}
