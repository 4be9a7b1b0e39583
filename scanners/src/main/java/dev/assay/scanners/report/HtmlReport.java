package dev.assay.scanners.report;

import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;

/** A delta as one page that loads nothing and runs nothing. */
final class HtmlReport {

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.3rem; overflow-wrap: anywhere; }
            h2 { font-size: 1.05rem; margin-top: 2rem; text-transform: capitalize; }
            .verdict { font-weight: 700; }
            article { border-left: 4px solid #888; padding: .1rem 1rem; margin: 1rem 0; }
            article.critical, article.high { border-color: #c22; }
            article.medium { border-color: #c80; }
            article h3 { font-size: 1rem; margin: .3rem 0; overflow-wrap: anywhere; }
            mark { background: #fc08; color: inherit; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .2rem 0 .8rem; padding: .4rem .6rem; background: #8882; }
            .why, .place { opacity: .8; margin: .2rem 0; overflow-wrap: anywhere; }
            </style>
            </head>
            <body>
            """;

    private final Delta delta;
    private final @Nullable URI service;
    private final Summary summary;
    private final StringBuilder out = new StringBuilder();

    HtmlReport(Delta delta, @Nullable URI service) {
        this.delta = delta;
        this.service = service;
        this.summary = new Summary(delta);
    }

    String render() {
        out.append(HEAD.formatted(text("Assay: " + summary.subject())));
        line("<main>");
        line("<h1>" + text(summary.subject()) + "</h1>");
        line(
                "<p><span class=\"verdict\">"
                        + summary.verdict()
                        + "</span>: "
                        + text(summary.reason())
                        + "</p>");
        line("<p>Coverage: " + text(summary.coverage()) + "</p>");
        for (var missed : delta.coverage().unparsed()) {
            line(
                    "<p class=\"place\">not read: "
                            + text(missed.file() + ": " + missed.reason())
                            + "</p>");
        }
        for (var severity : Summary.severities()) {
            var findings = summary.of(severity);
            if (!findings.isEmpty()) {
                line("<h2>" + Summary.word(severity) + "</h2>");
                findings.forEach(this::finding);
            }
        }
        line("</main>");
        line("</body>");
        line("</html>");
        return out.toString();
    }

    private void finding(Finding finding) {
        line(
                "<article class=\""
                        + Summary.word(finding.severity())
                        + "\" id=\""
                        + text(finding.id())
                        + "\">");
        line("<h3>" + text(finding.title()) + "</h3>");
        line(
                "<p class=\"why\">"
                        + rule(finding.kind())
                        + " "
                        + text(KindWords.why(finding.kind()))
                        + (finding.reachable() ? "" : " No entry point leads there.")
                        + "</p>");
        var path = CallPath.in(finding.detail());
        if (path != null) {
            line("<p class=\"place\">" + text(path.sentence()) + "</p>");
        }
        finding.evidence().forEach(this::place);
        line("</article>");
    }

    /** The rule's id, which leads to its page where it is known who shows it. */
    private String rule(FindingKind kind) {
        var id = "<code>" + kind.wireName() + "</code>";
        return service == null || RulePages.of(kind).isEmpty()
                ? id
                : "<a href=\""
                        + text(RulePages.at(service, kind).toASCIIString())
                        + "\">"
                        + id
                        + "</a>";
    }

    private void place(Evidence evidence) {
        line("<p class=\"place\"><code>" + text(Places.of(evidence, delta)) + "</code></p>");
        var snippet = Snippet.of(evidence);
        if (!snippet.isEmpty()) {
            line("<pre>" + code(snippet) + "</pre>");
        }
    }

    private static String code(Snippet snippet) {
        var lines = new ArrayList<String>();
        for (var number = 0; number < snippet.lines().size(); number++) {
            var line = snippet.lines().get(number);
            if (number == snippet.line() && snippet.column() < line.length()) {
                var at = snippet.column();
                var end = line.offsetByCodePoints(at, 1);
                lines.add(
                        text(line.substring(0, at))
                                + "<mark>"
                                + text(line.substring(at, end))
                                + "</mark>"
                                + text(line.substring(end)));
            } else {
                lines.add(text(line));
            }
        }
        return String.join("\n", lines);
    }

    private static String text(String attackers) {
        return Printable.line(attackers)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
