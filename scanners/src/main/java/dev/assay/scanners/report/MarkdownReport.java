package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.regex.Pattern;

/** A delta for a pull request or a ticket (CommonMark with tables). */
final class MarkdownReport {

    private static final int MOST_PLACES = 5;
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]#|~$]");

    /** Keeps hosts from making a link or a mention of two halves; escaping does not. */
    private static final String APART = "<!-- -->";

    private final Delta delta;
    private final @Nullable URI service;
    private final Summary summary;
    private final StringBuilder out = new StringBuilder();

    MarkdownReport(Delta delta, @Nullable URI service) {
        this.delta = delta;
        this.service = service;
        this.summary = new Summary(delta);
    }

    String render() {
        line("## Assay: " + text(summary.subject()));
        line("");
        line("**" + summary.verdict() + "**: " + summary.reason());
        line("");
        line("Coverage: " + text(summary.coverage()));
        for (var missed : delta.coverage().unparsed()) {
            line("");
            line("- not read: " + code(missed.file()) + ": " + text(missed.reason()));
        }
        for (var severity : Summary.severities()) {
            if (severity != Severity.INFO) {
                section(severity);
            }
        }
        notes();
        return out.toString();
    }

    private void section(Severity severity) {
        var findings = summary.of(severity);
        if (findings.isEmpty()) {
            return;
        }
        line("");
        line("### " + Summary.word(severity));
        for (var finding : findings) {
            line("");
            line("- **" + text(finding.title()) + "** (" + rule(finding.kind()) + ")");
            places(finding);
        }
    }

    private void places(Finding finding) {
        for (var way : Places.ways(finding)) {
            line("  - reached by " + code(way));
        }
        var path = CallPath.in(finding.detail());
        if (path != null) {
            line(path.isFound() ? "  - path: " + code(path.text()) : "  - " + text(path.text()));
        }
        for (var evidence : finding.evidence().stream().limit(MOST_PLACES).toList()) {
            place(evidence);
        }
        var more = finding.evidence().size() - MOST_PLACES;
        if (more > 0) {
            line("  - and " + more + " more");
        }
    }

    /** One line of code stands beside its place, more of them below it in a block. */
    private void place(Evidence evidence) {
        var at = "  - " + code(Places.of(evidence, delta));
        var snippet = Snippet.of(evidence);
        if (snippet.isEmpty()) {
            line(at);
        } else if (snippet.lines().size() == 1) {
            line(at + ": " + code(snippet.lines().getFirst().strip()));
        } else {
            line(at + ":");
            line("");
            var fence = "```";
            while (evidence.excerpt().contains(fence)) {
                fence += "`";
            }
            line("    " + fence + "text");
            snippet.marked().forEach(code -> line(("    " + code).stripTrailing()));
            line("    " + fence);
        }
    }

    private void notes() {
        var findings = summary.of(Severity.INFO);
        if (findings.isEmpty()) {
            return;
        }
        line("");
        line(
                "<details><summary>"
                        + findings.size()
                        + (findings.size() == 1 ? " note" : " notes")
                        + "</summary>");
        line("");
        for (var finding : findings) {
            line("- " + text(finding.title()) + " (" + rule(finding.kind()) + ")");
        }
        line("");
        line("</details>");
    }

    /** The rule's id, which leads to its page where it is known who shows it. */
    private String rule(FindingKind kind) {
        var id = code(kind.wireName());
        return service == null || RulePages.of(kind).isEmpty()
                ? id
                : "[" + id + "](<" + RulePages.at(service, kind).toASCIIString() + ">)";
    }

    /** Text that means itself: no link, no image, no mention, no HTML. */
    private static String text(String attackers) {
        var escaped = SPECIAL.matcher(Printable.line(attackers)).replaceAll("\\\\$0");
        return escaped.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@" + APART)
                .replace("://", ":" + APART + "//")
                .replace("www.", "www" + APART + ".");
    }

    /** A code span fenced by more backticks than the text has in a row. */
    private static String code(String attackers) {
        var safe = Printable.line(attackers);
        var fence = "`";
        while (safe.contains(fence)) {
            fence += "`";
        }
        return fence.length() == 1 ? fence + safe + fence : fence + " " + safe + " " + fence;
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
