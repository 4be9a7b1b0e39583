package dev.assay.scanners.setup;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The inputs that a {@code server.json} of the MCP registry or the {@code manifest.json} of a
 * bundle declares, each with its name and description as a passage. They stand at no line.
 */
final class DeclaredInputs {

    static final Set<String> FILES = Set.of("server.json", "manifest.json");

    private static final int MOST = 1000;

    /** The members that hold inputs, of both documents. */
    private static final Set<String> LISTS =
            Set.of("environmentVariables", "runtimeArguments", "packageArguments", "headers");

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .maxTokenCount(200_000)
                                                    .build())
                                    .build())
                    .build();

    private final List<Passage> passages = new ArrayList<>();

    private DeclaredInputs() {}

    /** What is no such document declares nothing; who reads it for more says that it is broken. */
    static List<Passage> passages(byte[] document) {
        JsonNode root;
        try {
            root = MAPPER.readTree(document);
        } catch (JacksonException e) {
            return List.of();
        }
        var inputs = new DeclaredInputs();
        for (var list : List.of("packages", "remotes")) {
            root.path(list).values().forEach(inputs::walk);
        }
        root.path("user_config").properties().forEach(inputs::add);
        return inputs.passages;
    }

    private void walk(JsonNode node) {
        for (var member : node.properties()) {
            if (LISTS.contains(member.getKey())) {
                member.getValue().values().forEach(each -> add(Map.entry("", each)));
            } else if (member.getValue().isObject()) {
                walk(member.getValue());
            }
        }
    }

    private void add(Map.Entry<String, JsonNode> named) {
        var input = named.getValue();
        var text = new StringBuilder(named.getKey());
        for (var key : List.of("name", "title", "description", "value", "default", "placeholder")) {
            var said = input.path(key);
            if (said.isString() && !said.stringValue().isBlank()) {
                text.append(text.isEmpty() ? "" : ": ").append(said.stringValue());
            }
        }
        var optional =
                input.path("isRequired").isBoolean() && !input.path("isRequired").booleanValue()
                        || input.path("required").isBoolean()
                                && !input.path("required").booleanValue();
        if (passages.size() < MOST && !text.isEmpty()) {
            passages.add(
                    new Passage(
                            text.substring(0, Math.min(text.length(), 1500)),
                            0,
                            "",
                            optional ? Passage.Form.OPTIONAL_INPUT : Passage.Form.INPUT));
        }
    }
}
