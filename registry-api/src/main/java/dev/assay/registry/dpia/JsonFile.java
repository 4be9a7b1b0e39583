package dev.assay.registry.dpia;

import dev.assay.inventory.record.RecordJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;

/** A document as JSON, schema {@code assay-dpia/1}: everything it says, and the records whole. */
public final class JsonFile {

    public static final String SCHEMA = "assay-dpia/1";

    private static final JsonMapper JSON = new JsonMapper();

    private JsonFile() {}

    /** With the records it is made from, or without. */
    public static ObjectNode of(Assessment of, boolean withRecords) {
        var tree = JSON.createObjectNode();
        tree.put("schema", SCHEMA);
        head(tree, of.head());
        var screening = tree.putObject("screening");
        screening.put(
                "result",
                of.screening().result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        screening.put("words", of.screening().result().words());
        screening.put("reason", of.screening().reason());
        var rows = screening.putArray("rows");
        of.screening().rows().forEach(each -> screening(rows.addObject(), each));
        var risks = tree.putArray("risks");
        of.risks().forEach(each -> risk(risks.addObject(), each));
        flow(tree.putObject("flow"), of.flow());
        var sections = tree.putArray("sections");
        of.sections().forEach(each -> section(sections.addObject(), each));
        tree.put("contentSha256", of.content().hex());
        var outcomes = tree.putArray("outcomes");
        for (var each : of.outcomes()) {
            var outcome = outcomes.addObject();
            outcome.put("kind", each.kind());
            outcome.put("label", each.label());
            cell(outcome.putObject("word"), each.word());
            cell(outcome.putObject("reason"), each.reason());
            outcome.put("holds", each.holds());
        }
        var checks = tree.putArray("selfCheck");
        for (var each : of.checks()) {
            checks.addObject()
                    .put("key", each.key())
                    .put("text", each.text())
                    .put("met", each.met())
                    .put("why", each.why());
        }
        var changes = tree.putArray("changesSince");
        for (var each : of.changes()) {
            changes.addObject()
                    .put("kind", each.kind().words())
                    .put("server", each.server())
                    .put("what", each.what())
                    .put("before", each.before())
                    .put("after", each.after());
        }
        tree.put("dueForReview", of.isDueForReview());
        if (withRecords) {
            var records = tree.putArray("records");
            of.records().forEach(each -> records.add(RecordJson.whole(each)));
        }
        return tree;
    }

    static byte[] bytes(JsonNode tree) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    }

    private static void head(ObjectNode tree, Assessment.Head head) {
        tree.put("id", head.id());
        tree.put("title", head.title());
        tree.put("kind", head.kind());
        tree.put("template", head.template());
        tree.put("follows", head.follows());
        tree.put("language", head.language());
        var snapshot = tree.putObject("snapshot");
        snapshot.put("number", head.number());
        snapshot.put("sha256", head.snapshot().hex());
        snapshot.put("pinnedAt", head.pinnedAt().toString());
        var servers = snapshot.putArray("servers");
        head.servers()
                .forEach(
                        each ->
                                servers.addObject()
                                        .put("name", each.name())
                                        .put("purl", each.purl())
                                        .put("recordSha256", each.record().hex()));
    }

    private static void screening(ObjectNode tree, Screening.Row row) {
        tree.put("key", row.key());
        tree.put("group", row.group());
        tree.put("criterion", row.criterion());
        tree.put("text", row.text());
        tree.put("answer", row.answer().words());
        tree.put("reason", row.reason());
        tree.put("by", row.by());
    }

    private static void risk(ObjectNode tree, Risk risk) {
        tree.put("key", risk.key());
        tree.put("title", risk.title());
        tree.put("source", risk.source());
        tree.put("impact", risk.impact());
        tree.put("reason", risk.reason());
        tree.put("area", risk.area());
        cell(tree.putObject("likelihood"), risk.likelihood());
        cell(tree.putObject("severity"), risk.severity());
        cell(tree.putObject("overall"), risk.overall());
        var measures = tree.putArray("measures");
        for (var each : risk.measures()) {
            var measure = measures.addObject();
            measure.put("text", each.text());
            cell(measure.putObject("status"), each.status());
        }
        cell(tree.putObject("effect"), risk.effect());
        cell(tree.putObject("residual"), risk.residual());
        cell(tree.putObject("approved"), risk.approved());
        cell(tree.putObject("comment"), risk.comment());
    }

    private static void flow(ObjectNode tree, DataFlow flow) {
        for (var column = 0; column < DataFlow.HEADS.size(); column++) {
            strings(tree.putArray(DataFlow.HEADS.get(column)), flow.columns().get(column));
        }
        var edges = tree.putArray("edges");
        for (var each : flow.edges()) {
            edges.addObject()
                    .put("column", each.column())
                    .put("from", each.from())
                    .put("to", each.to())
                    .put("back", each.back())
                    .put("ofServer", each.ofServer());
        }
    }

    private static void section(ObjectNode tree, Section section) {
        tree.put("key", section.key());
        tree.put("step", section.step());
        tree.put("title", section.title());
        tree.put("sha256", section.content().hex());
        confirmed(tree.putObject("confirmed"), section.confirmed());
        var items = tree.putArray("items");
        for (var item : section.items()) {
            var to = items.addObject();
            to.put("key", item.key());
            to.put("label", item.label());
            to.put("hint", item.hint());
            answer(to, item.answer());
            var blocks = to.putArray("blocks");
            item.blocks().forEach(each -> block(blocks, each));
        }
    }

    private static void answer(ObjectNode to, @Nullable Cell answer) {
        if (answer == null) {
            to.putNull("answer");
        } else {
            cell(to.putObject("answer"), answer);
        }
    }

    private static void confirmed(ObjectNode tree, Section.Confirmed confirmed) {
        switch (confirmed) {
            case Section.Confirmed.Never() -> tree.put("state", "never");
            case Section.Confirmed.Holds(var by, var day) ->
                    tree.put("state", "holds").put("by", by).put("on", day);
            case Section.Confirmed.Lapsed(var by, var day) ->
                    tree.put("state", "lapsed").put("by", by).put("on", day);
        }
    }

    private static void block(ArrayNode blocks, Block block) {
        switch (block) {
            case Block.Text(var cell) -> cell(blocks.addObject().putObject("text"), cell);
            case Block.Table table -> {
                var to = blocks.addObject().putObject("table");
                to.put("caption", table.caption());
                strings(to.putArray("columns"), table.columns());
                var rows = to.putArray("rows");
                for (var row : table.rows()) {
                    var cells = rows.addArray();
                    row.forEach(each -> cell(cells.addObject(), each));
                }
            }
            case Block.Picture(var flow) -> blocks.addObject().put("flow", flow.inWords());
        }
    }

    private static void cell(ObjectNode tree, Cell cell) {
        tree.put("text", cell.text());
        tree.put("mark", cell.mark().name().toLowerCase(Locale.ROOT));
        tree.put("source", cell.source());
    }

    private static void strings(ArrayNode array, List<String> words) {
        words.forEach(array::add);
    }
}
