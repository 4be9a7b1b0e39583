package dev.assay.scanners.report;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules of a SARIF log: what a code-scanning view shows beside each result. */
final class SarifRules {

    private final Map<FindingKind, Severity> worst = new EnumMap<>(FindingKind.class);
    private final @Nullable URI service;

    SarifRules(List<Finding> findings, @Nullable URI service) {
        for (var finding : findings) {
            worst.merge(
                    finding.kind(),
                    finding.severity(),
                    (one, other) -> one.atLeast(other) ? one : other);
        }
        this.service = service;
    }

    Map<String, Object> rule(FindingKind kind) {
        var severity = worst.getOrDefault(kind, Severity.INFO);
        var rule = new LinkedHashMap<String, Object>();
        rule.put("id", kind.wireName());
        rule.put("name", name(kind));
        rule.put("shortDescription", Map.of("text", RulePages.title(kind)));
        rule.put("fullDescription", Map.of("text", KindWords.why(kind)));
        RulePages.of(kind)
                .ifPresent(
                        page -> {
                            var help = new LinkedHashMap<String, Object>();
                            help.put("text", KindWords.why(kind));
                            help.put("markdown", page);
                            rule.put("help", help);
                            if (service != null) {
                                rule.put("helpUri", RulePages.at(service, kind).toASCIIString());
                            }
                        });
        rule.put("defaultConfiguration", Map.of("level", level(severity)));
        var properties = new LinkedHashMap<String, Object>();
        // Services rank results by their rule's score, so it is that of its worst result here.
        properties.put("security-severity", score(severity));
        properties.put("precision", "high");
        properties.put("tags", List.of("security", "supply-chain"));
        rule.put("properties", properties);
        return rule;
    }

    private static String name(FindingKind kind) {
        return Arrays.stream(kind.wireName().split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW, INFO -> "note";
        };
    }

    /** In the middle of the range that services give each word, as CVSS does. */
    static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
            case INFO -> "0.0";
        };
    }
}
