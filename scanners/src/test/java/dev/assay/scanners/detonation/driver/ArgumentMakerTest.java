package dev.assay.scanners.detonation.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.detonation.canary.Canaries;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArgumentMakerTest {

    private final Canaries canaries = new Canaries("seed");
    private final ArgumentMaker maker = new ArgumentMaker(canaries, "/home/u/bait");

    @Test
    void a_free_text_is_the_canary_of_its_tool_and_field() {
        assertThat(made("{\"properties\": {\"query\": {\"type\": \"string\"}}}", Shape.ALL))
                .isEqualTo("{\"query\":\"" + canary("query") + "\"}");
    }

    @Test
    void only_what_is_required_is_made_where_that_is_asked_for() {
        var schema =
                """
                {"required": ["n"], "properties": {"n": {"type": "integer", "minimum": 7},
                 "m": {"type": "string"}}}""";

        assertThat(made(schema, Shape.REQUIRED)).isEqualTo("{\"n\":7}");
    }

    @Test
    void formats_names_choices_and_bounds_are_honoured() {
        var schema =
                """
                {"properties": {
                  "to": {"type": "string"},
                  "when": {"type": "string", "format": "date"},
                  "filePath": {"type": "string"},
                  "kind": {"enum": ["b", "a"]},
                  "pages": {"type": "array", "minItems": 2, "items": {"type": "integer", "maximum": 0}},
                  "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
                  "maybe": {"anyOf": [{"type": "null"}, {"type": "boolean"}]}}}""";

        assertThat(made(schema, Shape.ALL))
                .isEqualTo(
                        ("{\"to\":\"%s@bait.example\",\"when\":\"2026-01-15\","
                                        + "\"filePath\":\"/home/u/bait/notes.txt\",\"kind\":\"b\","
                                        + "\"pages\":[0,0],\"code\":\"%s\",\"maybe\":true}")
                                .formatted(canary("to"), upper(canary("code"))));
    }

    @Test
    void references_are_followed_and_one_that_leads_to_itself_ends() {
        var schema =
                """
                {"properties": {"a": {"$ref": "#/$defs/A"}},
                 "$defs": {"A": {"type": "object", "properties": {"a": {"$ref": "#/$defs/A"}}}}}""";

        assertThat(made(schema, Shape.ALL)).startsWith("{\"a\":{\"a\":{\"a\":").endsWith("}}}");
    }

    @Test
    void a_hostile_schema_gives_arguments_all_the_same() {
        assertThat(
                        made(
                                "{\"properties\": {\"a\": {\"type\": \"string\", \"pattern\": \"(\"}}}",
                                Shape.ALL))
                .isEqualTo("{\"a\":\"" + canary("a") + "\"}");
        assertThat(made("\"no schema\"", Shape.ALL)).isEqualTo("{}");
    }

    /** The pattern wants three letters, which not every canary begins with. */
    private static String upper(String canary) {
        var three = canary.substring(0, 3).toUpperCase();
        return three.matches("[A-Z]{3}") ? three : "AAA";
    }

    private String canary(String field) {
        return canaries.at("argument:tool." + field).value();
    }

    private String made(String schema, Shape shape) {
        JsonNode json = JsonMapper.shared().readTree(schema);
        return maker.arguments("tool", json, shape).toString();
    }
}
