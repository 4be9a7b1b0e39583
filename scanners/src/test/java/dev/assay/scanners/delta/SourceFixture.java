package dev.assay.scanners.delta;

import dev.assay.scanners.delta.rule.SourceCase;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One case of a rule about sources: {@code sources/KIND/bad|benign/CASE.json} with what came of the
 * newer version's source and of the older one's. Lists that are left out are empty.
 */
record SourceFixture(String rule, boolean bad, Path file, JsonNode json) {

    static final Path ROOT = Path.of("src/test/resources/sources");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String PURL = "pkg:npm/%40acme/mcp@1.1.0";

    static List<SourceFixture> all() {
        try (var files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(SourceFixture::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFixture read(Path file) {
        var side = file.getParent();
        return new SourceFixture(
                side.getParent().getFileName().toString(),
                side.getFileName().toString().equals("bad"),
                file,
                JSON.readTree(file.toFile()));
    }

    Severity severity() {
        return Severity.valueOf(json.path("severity").asString().toUpperCase(Locale.ROOT));
    }

    String value() {
        return json.path("value").asString();
    }

    /** What all rules say of it. */
    List<Finding> findings() {
        return SourceDelta.findings(new SourceCase(PURL, outcome(json.path("before")), now()));
    }

    Delta.Side to() {
        return new Delta.Side(PURL, null);
    }

    private SourceOutcome now() {
        var now = outcome(json.path("now"));
        if (now == null) {
            throw new AssertionError(file + " says nothing of now");
        }
        return now;
    }

    private static @Nullable SourceOutcome outcome(JsonNode told) {
        if (told.isMissingNode()) {
            return null;
        }
        var whole = (ObjectNode) told.deepCopy();
        if (whole.path("comparison") instanceof ObjectNode comparison) {
            for (var list :
                    List.of(
                            "unknownFiles",
                            "unknownFunctions",
                            "fields",
                            "altered",
                            "notCompared",
                            "others")) {
                comparison.withArray(list);
            }
            var counts = comparison.withObject("counts");
            for (var count : SourceComparison.Counts.class.getRecordComponents()) {
                counts.put(count.getName(), 0);
            }
            counts.put("unknownFunctions", comparison.path("unknownFunctions").size());
        }
        return JSON.treeToValue(whole, SourceOutcome.class);
    }

    @Override
    public String toString() {
        return ROOT.relativize(file).toString();
    }
}
