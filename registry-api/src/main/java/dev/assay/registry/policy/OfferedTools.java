package dev.assay.registry.policy;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tools that a release's code offers. What people say of them is added by whoever keeps it. */
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
                FactsBuilder.said(annotations, Provenance.DECLARED),
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
}
