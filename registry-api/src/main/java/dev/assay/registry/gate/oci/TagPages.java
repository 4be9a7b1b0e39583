package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.GateAnswer;

import tools.jackson.databind.json.JsonMapper;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A list of tags, a page at a time where that is asked for (distribution specification, tags). */
final class TagPages {

    private static final JsonMapper JSON = new JsonMapper();

    private TagPages() {}

    static GateAnswer answer(
            String name, Set<String> sorted, String query, Map<String, String> headers) {
        var asked = new HashMap<String, String>();
        for (var each : query.split("&")) {
            var parts = each.split("=", 2);
            if (parts.length == 2) {
                asked.put(parts[0], decoded(parts[1]));
            }
        }
        var last = asked.getOrDefault("last", "");
        var limit = asked.getOrDefault("n", "");
        var most = limit.matches("\\d{1,6}") ? Integer.parseInt(limit) : Integer.MAX_VALUE;
        var left =
                sorted.stream().filter(tag -> last.isEmpty() || tag.compareTo(last) > 0).toList();
        var page = left.subList(0, Math.min(most, left.size()));
        var body = JSON.createObjectNode().put("name", name);
        var tags = body.putArray("tags");
        page.forEach(tags::add);
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("Cache-Control", "max-age=0, must-revalidate");
        if (page.size() < left.size() && !page.isEmpty()) {
            all.put(
                    "Link",
                    "</v2/"
                            + name
                            + "/tags/list?n="
                            + most
                            + "&last="
                            + page.getLast()
                            + ">; rel=\"next\"");
        }
        return GateAnswer.of(200, all, JSON.writeValueAsBytes(body));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
