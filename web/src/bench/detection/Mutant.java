package dev.assay.web.bench;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One comparison that the mutation scripts prepared.
 *
 * @param form source or bundle
 * @param before folder of the original
 * @param after folder of the changed package
 * @param code what was injected
 * @param accepted what counts as seeing the injected change; empty where nothing was injected
 */
record Mutant(
        String group,
        String id,
        String host,
        String form,
        Path before,
        Path after,
        String code,
        List<Accepted> accepted) {

    /**
     * A finding of one of the kinds that says one of the values.
     *
     * @param exact whether a value has to be the finding's own, or may stand in its detail
     */
    record Accepted(List<String> kinds, List<String> values, boolean exact) {

        boolean isMetBy(Found found) {
            // A made-up secret that was seen leaving is the flow of a secret.
            var kind = found.kind().equals("canary-leak") ? "secret-flow" : found.kind();
            if (!kinds.contains(kind)) {
                return false;
            }
            return values.stream()
                    .anyMatch(
                            value ->
                                    value.equals("*")
                                            || (exact
                                                    ? found.host().equals(value)
                                                    : found.says(value)));
        }
    }

    static Mutant of(JsonNode json) {
        var accepted = new ArrayList<Accepted>();
        for (var each : json.path("accept")) {
            accepted.add(
                    new Accepted(
                            strings(each.path("kinds")),
                            strings(each.path("values")),
                            each.path("exact").asBoolean(false)));
        }
        return new Mutant(
                json.path("group").asString(""),
                json.path("id").asString(""),
                json.path("host").asString(""),
                json.path("form").asString(""),
                Path.of(json.path("before").asString("")),
                Path.of(json.path("after").asString("")),
                json.path("code").asString(""),
                accepted);
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(each -> strings.add(each.asString("")));
        return strings;
    }

    boolean isUnchanged() {
        return accepted.isEmpty();
    }

    boolean isSeen(List<Found> found) {
        return found.stream()
                .filter(Found::isLoud)
                .anyMatch(each -> accepted.stream().anyMatch(one -> one.isMetBy(each)));
    }
}
