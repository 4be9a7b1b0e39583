package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What every answer of the MCP registry has to be: the envelope as we wrote it down from the
 * specification, and each server in it by the official schema of server.json, where that is at
 * hand.
 */
final class RegistryContract {

    /** The official schema, draft 7, of 2025-12-11; it is not ours to copy. */
    static final Path OFFICIAL = Path.of("../../shared/data/schemas/server.schema.json");

    private static final String ANSWERS = "mcp-registry-answers.schema.json";
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ANSWERS_TEXT = answers();

    private RegistryContract() {}

    /** Fails where an answer is not of the form that its path and status promise. */
    static void check(HttpResponse<String> answer) throws IOException {
        var path = answer.uri().getPath();
        var status = answer.statusCode();
        if (status == 304 || !path.startsWith("/v0.1/servers")) {
            return;
        }
        if (status >= 400) {
            valid("error", answer.body());
            assertThat(JSON.readTree(answer.body()).path("status").asInt()).isEqualTo(status);
        } else if (path.endsWith("/versions") || path.equals("/v0.1/servers")) {
            valid("list", answer.body());
            for (var each : JSON.readTree(answer.body()).path("servers")) {
                server(each.path("server"));
            }
        } else {
            valid("one", answer.body());
            server(JSON.readTree(answer.body()).path("server"));
        }
    }

    static void server(JsonNode server) throws IOException {
        if (Files.exists(OFFICIAL)) {
            assertThat(official().validate(server.toString(), InputFormat.JSON))
                    .as(server.toString())
                    .isEmpty();
        }
    }

    static Schema official() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(OFFICIAL));
    }

    private static void valid(String definition, String body) {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                ANSWERS_TEXT.replaceFirst(
                                        "\\{", "{ \"\\$ref\": \"#/\\$defs/" + definition + "\","));
        assertThat(schema.validate(body, InputFormat.JSON)).as(body).isEmpty();
    }

    private static String answers() {
        try (InputStream in = RegistryContract.class.getResourceAsStream(ANSWERS)) {
            return new String(
                    Objects.requireNonNull(in, ANSWERS).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
