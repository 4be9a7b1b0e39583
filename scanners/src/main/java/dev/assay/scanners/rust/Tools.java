package dev.assay.scanners.rust;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.rust.Token.Kind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** What functions offer to models by attributes: {@code #[tool(description = "…")]} of rmcp. */
final class Tools {

    private static final Map<String, FindingKind> MARKS =
            Map.of(
                    "tool", FindingKind.TOOL_ADDED,
                    "prompt", FindingKind.PROMPT_CHANGED);

    private static final Map<String, String> HINTS =
            Map.of(
                    "read_only_hint", "readOnlyHint",
                    "destructive_hint", "destructiveHint",
                    "idempotent_hint", "idempotentHint",
                    "open_world_hint", "openWorldHint");

    private final Report report;

    Tools(Report report) {
        this.report = report;
    }

    void look(SourceFile file, Known known, Function function) {
        var tokens = file.tokens();
        for (var at = function.from(); at + 2 < function.body(); at++) {
            if (!tokens.get(at).is("#") || !tokens.get(at + 1).is("[")) {
                continue;
            }
            var end = file.outline().closing(at + 1);
            var name = at + 2;
            while (name + 2 < end && tokens.get(name + 1).is("::")) {
                name += 2;
            }
            var kind = MARKS.get(tokens.get(name).text());
            if (kind != null) {
                offered(file, known, function, kind, name, end);
            }
            at = end;
        }
    }

    private void offered(
            SourceFile file, Known known, Function function, FindingKind kind, int from, int end) {
        var tokens = file.tokens();
        var detail = new LinkedHashMap<String, Object>();
        var name = function.name().substring(function.name().lastIndexOf(':') + 1);
        var hints = new ArrayList<String>();
        for (var at = from; at + 2 < end; at++) {
            if (!tokens.get(at).isWord() || !tokens.get(at + 1).is("=")) {
                continue;
            }
            var texts =
                    known.texts(
                            file, at + 2, Math.min(end, Known.argumentEnd(file, at + 2)), Map.of());
            var hint = HINTS.get(tokens.get(at).text());
            if (hint != null) {
                hints.add('"' + hint + "\":" + tokens.get(at + 2).isWord("true"));
            } else if (!texts.isEmpty()) {
                var text = String.join("", texts);
                switch (tokens.get(at).text()) {
                    case "name" -> name = text;
                    case "description" -> detail.put("description", text);
                    case "title" -> detail.put("title", text);
                    default -> {}
                }
            }
        }
        if (!detail.containsKey("description")) {
            var documentation = new ArrayList<String>();
            for (var at = function.from(); at < function.body(); at++) {
                if (tokens.get(at).kind() == Kind.DOCUMENTATION) {
                    documentation.add(tokens.get(at).text());
                }
            }
            if (!documentation.isEmpty()) {
                detail.put("description", String.join("\n", documentation));
            }
        }
        if (!hints.isEmpty()) {
            hints.sort(null);
            detail.put("annotations", "{" + String.join(",", hints) + "}");
        }
        report.add(kind, name, file, from, detail);
    }
}
