package dev.assay.registry.policy;

import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tools that a release's code offers, and what people say of them. */
final class OfferedTools {

    private static final Pattern READ_ONLY = Pattern.compile("readOnlyHint\"?\\s*:\\s*true");
    private static final Pattern DESTRUCTIVE = Pattern.compile("destructiveHint\"?\\s*:\\s*true");
    private static final int MOST = 1_000;

    private OfferedTools() {}

    /** In the order of their names; of several definitions with one name the first. */
    static List<Map<String, Object>> of(Profile profile) {
        var tools = new TreeMap<String, Map<String, Object>>();
        for (var fact : profile.facts()) {
            if (fact.kind() == FindingKind.TOOL_ADDED && fact.reachable()) {
                tools.putIfAbsent(fact.value(), tool(fact));
            }
        }
        return tools.values().stream().limit(MOST).toList();
    }

    private static Map<String, Object> tool(Fact fact) {
        var detail = fact.detail();
        var description = String.valueOf(detail.getOrDefault("description", ""));
        var annotations = String.valueOf(detail.getOrDefault("annotations", ""));
        return Map.of(
                "name",
                fact.value(),
                "described",
                !description.isBlank(),
                "description",
                description,
                "hasSchema",
                detail.containsKey("schema"),
                "hasOutputSchema",
                detail.containsKey("outputSchema"),
                "arguments",
                arguments(detail.get("schema")),
                "annotations",
                Provenance.DECLARED.said(annotations),
                "claimsReadOnly",
                READ_ONLY.matcher(annotations).find(),
                "claimsDestructive",
                DESTRUCTIVE.matcher(annotations).find());
    }

    /** A schema that could not be read is its expression as text, whose arguments nobody knows. */
    private static List<String> arguments(@Nullable Object schema) {
        return schema instanceof Map<?, ?> map && map.get("properties") instanceof Map<?, ?> all
                ? all.keySet().stream().map(String::valueOf).sorted().toList()
                : List.of();
    }

    /**
     * A tool with what people said of it.
     *
     * @param entry null where nobody confirmed anything
     * @param all what was confirmed of all tools of the release
     */
    static Map<String, Object> confirmed(
            Map<?, ?> offered, @Nullable ToolEntry entry, Collection<ToolEntry> all) {
        var tool = new TreeMap<String, Object>();
        offered.forEach((name, value) -> tool.put(String.valueOf(name), value));
        if (entry != null) {
            tool.put("class", Provenance.STATED.said(entry.toolClass().words()));
            tool.put("dataClasses", Provenance.STATED.said(entry.terms().dataClasses()));
            tool.put("approvalMode", Provenance.STATED.said(entry.terms().approvalMode().words()));
            tool.put("oftenerThanGentler", isOftener(entry, all));
        }
        return tool;
    }

    /** Whether it may be called more often than a tool that does less harm. */
    private static boolean isOftener(ToolEntry entry, Collection<ToolEntry> all) {
        return all.stream()
                .filter(each -> entry.toolClass() == ToolClass.WRITE)
                .filter(each -> each.toolClass() == ToolClass.READ)
                .anyMatch(
                        each -> entry.terms().rateLimit().isOftenerThan(each.terms().rateLimit()));
    }
}
