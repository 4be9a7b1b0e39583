package dev.assay.scanners.remote;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a server says that it offers, as facts of the same kinds as those that code tells: tools,
 * prompts, resources and instructions.
 */
public final class OfferedFacts {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TEXTS = List.of("title", "description", "uri", "uriTemplate");

    private final String purl;
    private final String file;
    private final Via via;
    private final List<Fact> facts = new ArrayList<>();

    private OfferedFacts(String purl, String file, Via via) {
        this.purl = purl;
        this.file = file;
        this.via = via;
    }

    /**
     * Reads what was listed.
     *
     * @param offered with {@code tools}, {@code prompts}, {@code resources}, {@code
     *     resourceTemplates} and {@code instructions}, as the protocol has them
     * @param file what to tell as the place
     */
    public static List<Fact> of(JsonNode offered, String purl, String file, Via via) {
        var found = new OfferedFacts(purl, file, via);
        found.offers(offered.path("tools"), FindingKind.TOOL_ADDED);
        found.offers(offered.path("prompts"), FindingKind.PROMPT_CHANGED);
        found.offers(offered.path("resources"), FindingKind.RESOURCE_CHANGED);
        found.offers(offered.path("resourceTemplates"), FindingKind.RESOURCE_CHANGED);
        var instructions = offered.path("instructions").asString("");
        if (!instructions.isEmpty()) {
            found.add(
                    FindingKind.INSTRUCTIONS_CHANGED,
                    "instructions",
                    instructions,
                    Map.of("text", instructions));
        }
        return List.copyOf(found.facts);
    }

    private void offers(JsonNode list, FindingKind kind) {
        for (var offer : list.values()) {
            var detail = new LinkedHashMap<String, Object>();
            for (var text : TEXTS) {
                if (offer.path(text).isString()) {
                    detail.put(text, offer.path(text).stringValue());
                }
            }
            if (offer.path("inputSchema").isObject()) {
                detail.put("schema", JSON.convertValue(offer.path("inputSchema"), Object.class));
            }
            if (offer.path("outputSchema").isObject()) {
                detail.put(
                        "outputSchema",
                        JSON.convertValue(offer.path("outputSchema"), Object.class));
            }
            if (offer.path("arguments").isArray()) {
                detail.put("arguments", JSON.convertValue(offer.path("arguments"), Object.class));
            }
            if (offer.path("annotations").isObject()) {
                detail.put("annotations", offer.path("annotations").toString());
            }
            add(kind, offer.path("name").asString(""), offer.toString(), detail);
        }
    }

    private void add(FindingKind kind, String value, String excerpt, Map<String, Object> detail) {
        facts.add(
                new Fact(
                        kind,
                        value,
                        null,
                        true,
                        via,
                        new Evidence(purl, file, 0, 0, null, shown(excerpt)),
                        detail));
    }

    static String shown(String excerpt) {
        return excerpt.length() > Evidence.MAX_EXCERPT
                ? excerpt.substring(0, Evidence.MAX_EXCERPT)
                : excerpt;
    }
}
