package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server offers a model, where code builds it: {@code McpSchema.Tool.builder().name("x")…},
 * {@code new McpSchema.Tool("x", "what it does", schema)}, {@code instructions("…")}.
 */
final class ToolBuilders {

    private static final Map<String, FindingKind> KINDS =
            Map.of(
                    "Tool", FindingKind.TOOL_ADDED,
                    "Prompt", FindingKind.PROMPT_CHANGED,
                    "Resource", FindingKind.RESOURCE_CHANGED,
                    "ResourceTemplate", FindingKind.RESOURCE_CHANGED);

    private final Report report;

    ToolBuilders(Report report) {
        this.report = report;
    }

    void called(Site site, Val result) {
        var owner = site.owner();
        if (owner.startsWith("io/modelcontextprotocol/")) {
            if (site.name().equals("instructions")) {
                instructions(site);
            } else if (owner.contains("McpSchema$")) {
                offered(site);
            }
        } else if (site.name().equals("build")
                && (owner.startsWith("org/springframework/ai/tool/")
                        || owner.startsWith("dev/langchain4j/agent/tool/ToolSpecification"))) {
            built(site, FindingKind.TOOL_ADDED);
        }
    }

    private void instructions(Site site) {
        for (var text : site.arg(0).texts()) {
            report.add(
                    FindingKind.INSTRUCTIONS_CHANGED,
                    "instructions",
                    text.via(),
                    site,
                    Map.of("text", text.shown()));
        }
    }

    private void offered(Site site) {
        var name = site.owner().substring(site.owner().indexOf('$') + 1);
        var isBuilder = name.endsWith("$Builder");
        var kind =
                KINDS.get(
                        isBuilder ? name.substring(0, name.length() - "$Builder".length()) : name);
        if (kind == null) {
            return;
        }
        if (isBuilder && site.name().equals("build")) {
            built(site, kind);
        } else if (!isBuilder && site.isConstructor()) {
            constructed(site, kind);
        }
    }

    private void built(Site site, FindingKind kind) {
        var heap = site.receiver().heap();
        if (heap == null) {
            return;
        }
        var detail = new LinkedHashMap<String, Object>();
        for (var key : new String[] {"description", "title", "uri"}) {
            text(heap.fields().get(key), key, detail);
        }
        text(heap.fields().get("uriTemplate"), "uri", detail);
        for (var key : new String[] {"inputSchema", "schema", "parameters"}) {
            var schema = Schemas.of(heap.fields().get(key));
            if (schema != null) {
                detail.put("schema", schema);
            }
        }
        var output = Schemas.of(heap.fields().get("outputSchema"));
        if (output != null) {
            detail.put("outputSchema", output);
        }
        add(site, kind, name(heap.fields().get("name"), heap.fields().get("arg0")), detail);
    }

    private void constructed(Site site, FindingKind kind) {
        var detail = new LinkedHashMap<String, Object>();
        var texts = 0;
        for (var index = 1; index < site.args().size(); index++) {
            var arg = site.arg(index);
            if (site.parameter(index).equals("Ljava/lang/String;") && !arg.texts().isEmpty()) {
                var shown = arg.texts().getFirst().shown();
                if (shown.strip().startsWith("{")) {
                    var schema = Schemas.of(arg);
                    if (schema != null) {
                        detail.put("schema", schema);
                    }
                } else if (texts++ < 2) {
                    // The last plain text is the description, and a title may stand before it.
                    detail.put("description", shown);
                }
            }
        }
        add(site, kind, site.arg(0), detail);
    }

    private static Val name(@Nullable Val named, @Nullable Val first) {
        return named != null ? named : first != null ? first : Val.UNKNOWN;
    }

    private static void text(@Nullable Val value, String key, Map<String, Object> detail) {
        if (value != null && !value.texts().isEmpty()) {
            var longest = value.texts().getFirst();
            for (var text : value.texts()) {
                longest = text.text().length() > longest.text().length() ? text : longest;
            }
            detail.put(key, longest.shown());
        }
    }

    private void add(Site site, FindingKind kind, Val name, Map<String, Object> detail) {
        for (var text : name.texts()) {
            if (text.isWhole() && text.text().length() < 200) {
                report.add(
                        kind,
                        text.text(),
                        text.via() == Via.DECODED ? Via.DECODED : Via.PLAIN,
                        site,
                        detail);
            }
        }
    }
}
