package dev.assay.scanners.delta;

import dev.assay.scanners.artifact.npm.MalformedPackumentException;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.publisher.PublisherHistory;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One case of a rule about publishers: {@code publishers/RULE/bad|benign/CASE.json} with the
 * registry's versions, the two that are compared, and what was verified of each.
 */
record PublisherFixture(String rule, boolean bad, Path file, JsonNode json) {

    static final Path ROOT = Path.of("src/test/resources/publishers");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME = "@acme/mcp";

    static List<PublisherFixture> all() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(PublisherFixture::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PublisherFixture read(Path file) {
        var side = file.getParent();
        return new PublisherFixture(
                side.getParent().getFileName().toString(),
                side.getFileName().toString().equals("bad"),
                file,
                JSON.readTree(file.toFile()));
    }

    Severity severity() {
        return Severity.valueOf(json.path("severity").asString().toUpperCase());
    }

    String value() {
        return json.path("value").asString();
    }

    /** What all rules say of it. */
    List<Finding> findings() {
        return PublisherDelta.findings(purl("to"), before(), publishing("to", "now"));
    }

    Delta.@Nullable Side from() {
        return json.has("from") ? new Delta.Side(purl("from"), null) : null;
    }

    Delta.Side to() {
        return new Delta.Side(purl("to"), null);
    }

    private @Nullable Publishing before() {
        return json.has("from") ? publishing("from", "before") : null;
    }

    private Publishing publishing(String version, String verified) {
        return new Publishing(
                json.path(version).asString(),
                PublisherHistory.of(packument()),
                signatures(json.path(verified)));
    }

    private String purl(String version) {
        return "pkg:npm/%40acme/mcp@" + json.path(version).asString();
    }

    private static Signatures signatures(JsonNode told) {
        var all = JSON.createObjectNode();
        for (var each : List.of("registry", "publication", "provenance")) {
            all.set(
                    each,
                    told.has(each)
                            ? told.path(each)
                            : JSON.createObjectNode()
                                    .put("state", "unchecked")
                                    .put("reason", "not looked at"));
        }
        if (told.has("own")) {
            all.set("own", told.path("own"));
        }
        return JSON.treeToValue(all, Signatures.class);
    }

    private Packument packument() {
        var packument = JSON.createObjectNode().put("name", NAME);
        var versions = packument.putObject("versions");
        var times = packument.putObject("time");
        for (var member : json.path("versions").properties()) {
            var manifest = (ObjectNode) member.getValue().deepCopy();
            times.set(member.getKey(), manifest.remove("time"));
            versions.set(
                    member.getKey(), manifest.put("name", NAME).put("version", member.getKey()));
        }
        try {
            return Packument.parse(
                    NAME, packument.toString().getBytes(StandardCharsets.UTF_8), null);
        } catch (MalformedPackumentException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
