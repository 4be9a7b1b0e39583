package dev.assay.inventory.fetchlog;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One line of a log of fetches: the CRC-32C of a JSON object in eight hexadecimal digits, a blank,
 * the object in UTF-8, a line feed. A line is whole or it is none: whatever was cut off or altered
 * does not have its sum.
 */
sealed interface LogLine {

    /** Somebody was given something. */
    record Fetched(FetchRecord record) implements LogLine {}

    /**
     * A segment begins.
     *
     * @param first the number of the next fetch in it
     */
    record Opened(Id node, long first, Instant at) implements LogLine {}

    /**
     * The log was ended in order: nothing came after this number.
     *
     * @param last 0 where there was none
     */
    record Closed(Id node, long last, Instant at) implements LogLine {}

    /** With its sum and its end. */
    default byte[] written() {
        return line(
                switch (this) {
                    case Fetched(FetchRecord(var node, var sequence, var fetch)) ->
                            head(sequence, fetch.at()) + rest(node, fetch);
                    case Opened(var node, var first, var at) ->
                            JSON.writeValueAsString(
                                    JSON.createObjectNode()
                                            .put("opened", first)
                                            .put("at", at.toString())
                                            .put("node", node.value()));
                    case Closed(var node, var last, var at) ->
                            JSON.writeValueAsString(
                                    JSON.createObjectNode()
                                            .put("closed", last)
                                            .put("at", at.toString())
                                            .put("node", node.value()));
                });
    }

    /** What differs from one fetch to the next; neither has anything to be escaped. */
    static String head(long sequence, Instant at) {
        return "{\"sequence\":" + sequence + ",\"at\":\"" + at + "\",";
    }

    /** What follows, which is the same for each fetch of one thing by one caller. */
    static String rest(Id node, Fetch fetch) {
        return JSON.writeValueAsString(
                        JSON.createObjectNode()
                                .put("node", node.value())
                                .put("caller", fetch.caller())
                                .put("stage", fetch.stage().words())
                                .put("release", fetch.release().value())
                                .put("purl", fetch.purl().toString())
                                .put("sha256", fetch.sha256().hex())
                                .put("from", fetch.from().word())
                                .put("outcome", fetch.outcome().word()))
                .substring(1);
    }

    /** An object as a line. */
    static byte[] line(String json) {
        var content = json.getBytes(StandardCharsets.UTF_8);
        var line = new byte[content.length + HEAD + 1];
        var sum = HexFormat.of().toHexDigits((int) sum(content, 0, content.length));
        System.arraycopy(sum.getBytes(StandardCharsets.US_ASCII), 0, line, 0, HEAD - 1);
        line[HEAD - 1] = ' ';
        System.arraycopy(content, 0, line, HEAD, content.length);
        line[line.length - 1] = '\n';
        return line;
    }

    /** Reads a line without its end; empty where it is not what was written. */
    static Optional<LogLine> read(byte[] bytes, int from, int to) {
        if (to - from <= HEAD || bytes[from + HEAD - 1] != ' ') {
            return Optional.empty();
        }
        var head = new String(bytes, from, HEAD - 1, StandardCharsets.US_ASCII);
        var sum = HexFormat.of().toHexDigits((int) sum(bytes, from + HEAD, to - from - HEAD));
        return head.equals(sum) ? parse(bytes, from + HEAD, to - from - HEAD) : Optional.empty();
    }

    private static Optional<LogLine> parse(byte[] bytes, int from, int length) {
        try {
            var json = JSON.readTree(bytes, from, length);
            var at = Instant.parse(text(json, "at"));
            var node = id(json, "node");
            if (json.has("opened")) {
                return Optional.of(new Opened(node, json.get("opened").asLong(), at));
            }
            if (json.has("closed")) {
                return Optional.of(new Closed(node, json.get("closed").asLong(), at));
            }
            return Optional.of(
                    new Fetched(
                            new FetchRecord(
                                    node,
                                    json.path("sequence").asLong(),
                                    new Fetch(
                                            at,
                                            text(json, "caller"),
                                            stage(text(json, "stage")),
                                            id(json, "release"),
                                            Purl.parse(text(json, "purl")),
                                            new Sha256(text(json, "sha256")),
                                            AddressClass.parse(text(json, "from")),
                                            Fetch.Outcome.parse(text(json, "outcome"))))));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Stage stage(String words) {
        for (var each : Stage.values()) {
            if (each.words().equals(words)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no stage: " + words);
    }

    private static Id id(JsonNode json, String name) {
        return new Id(text(json, name));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asString("");
    }

    private static long sum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue();
    }

    /** The sum and the blank behind it. */
    int HEAD = 9;

    JsonMapper JSON = new JsonMapper();
}
