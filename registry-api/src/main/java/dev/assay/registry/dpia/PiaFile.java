package dev.assay.registry.dpia;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A document for the CNIL's PIA tool: the object that its front end imports, and the array that its
 * back end does (LINCnil/pia 4.1, {@code exportData} and {@code Pia.import}). What it has a
 * question for is filled in; its other questions are left to people. Texts are HTML there.
 */
final class PiaFile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final long DATABASE_VERSION = 201707071818L;
    private static final int QUESTIONS = 36;

    /** The three feared events, in the tool's order. */
    private static final Map<String, Integer> AREAS =
            Map.of("access", 32, "modification", 33, "disappearance", 34);

    private static final Map<String, String> SOURCES =
            Map.ofEntries(
                    Map.entry("111", "screening.aims"),
                    Map.entry("112", "necessity.processors"),
                    Map.entry("113", "context.codes"),
                    Map.entry("121", "scope.data"),
                    Map.entry("122", "nature.handling"),
                    Map.entry("123", "nature.source"),
                    Map.entry("211", "purposes.benefits"),
                    Map.entry("212", "necessity.lawful-basis"),
                    Map.entry("213", "necessity.minimisation"),
                    Map.entry("215", "scope.retention"),
                    Map.entry("221", "necessity.information"),
                    Map.entry("226", "necessity.processors"),
                    Map.entry("227", "necessity.transfers"));

    private final Assessment of;

    private PiaFile(Assessment of) {
        this.of = of;
    }

    /** What the front end imports. */
    static ObjectNode frontEnd(Assessment assessment) {
        return new PiaFile(assessment).whole();
    }

    /** What the back end imports: the same four arrays, within the PIA. */
    static ArrayNode backEnd(Assessment assessment) {
        var whole = new PiaFile(assessment).whole();
        var pia = (ObjectNode) whole.get("pia");
        for (var each : List.of("answers", "measures", "evaluations", "comments")) {
            pia.set(each, whole.get(each));
        }
        return JSON.createArrayNode().add(pia);
    }

    private ObjectNode whole() {
        var tree = JSON.createObjectNode();
        pia(tree.putObject("pia"));
        var answers = tree.putArray("answers");
        for (var each : SOURCES.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            answer(answers, each.getKey(), text(each.getValue()), 0, List.of());
        }
        AREAS.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(each -> risks(answers, each.getKey(), each.getValue()));
        var measures = tree.putArray("measures");
        measures().forEach((title, content) -> measure(measures, title, content));
        tree.putArray("evaluations");
        tree.putArray("comments");
        return tree;
    }

    private void pia(ObjectNode pia) {
        var head = of.head();
        pia.put("id", 1);
        pia.put("name", head.title());
        pia.put("category", "MCP servers");
        pia.put("author_name", "Assay");
        pia.put("evaluator_name", "");
        pia.put("validator_name", "");
        pia.put("status", 0);
        pia.put("is_example", 0);
        pia.put("dpo_status", advice().isEmpty() ? 0 : 1);
        pia.put("dpo_opinion", advice());
        pia.put("dpos_names", "");
        pia.put("people_names", "");
        pia.put("concerned_people_status", 0);
        pia.put("concerned_people_opinion", "");
        pia.put("concerned_people_searched_opinion", false);
        pia.put("concerned_people_searched_content", text("consultation.individuals"));
        pia.put("rejection_reason", "");
        pia.put("applied_adjustments", "");
        pia.put("progress", 0);
        pia.put("created_at", head.pinnedAt().toString());
        pia.put("updated_at", head.pinnedAt().toString());
        pia.put("dbVersion", DATABASE_VERSION);
        pia.put("tableName", "pia");
        pia.put("numberOfQuestions", QUESTIONS);
    }

    private String advice() {
        return of.outcomes().stream()
                .filter(each -> each.kind().equals("dpo-advice") && each.holds())
                .map(each -> html(each.word().line() + "\n" + each.reason().text()))
                .findFirst()
                .orElse("");
    }

    private void risks(ArrayNode answers, String area, int number) {
        var risks = of.risks().stream().filter(each -> each.area().equals(area)).toList();
        list(answers, number + "1", risks.stream().map(Risk::impact).toList());
        list(answers, number + "2", risks.stream().map(Risk::title).toList());
        list(answers, number + "3", risks.stream().map(Risk::source).toList());
        list(
                answers,
                number + "4",
                risks.stream()
                        .flatMap(each -> each.measures().stream())
                        .map(Risk.Measure::text)
                        .toList());
        gauge(answers, number + "5", risks, true);
        gauge(answers, number + "6", risks, false);
    }

    private static void list(ArrayNode answers, String reference, List<String> words) {
        answer(answers, reference, "", 0, words.stream().distinct().toList());
    }

    /** The worst of the area, with what it rests on. */
    private static void gauge(
            ArrayNode answers, String reference, List<Risk> risks, boolean isSeverity) {
        var worst = 0;
        var lines = new ArrayList<String>();
        for (var risk : risks) {
            var cell = isSeverity ? risk.severity() : risk.likelihood();
            worst = Math.max(worst, gauge(cell.text()));
            lines.add(risk.title() + ": " + cell.line());
        }
        answer(answers, reference, html(String.join("\n", lines)), worst, List.of());
    }

    /**
     * The tool's four degrees, from negligible to maximum; 0 where nothing is known. The ICO's
     * scales have three, so the lowest of the four is never claimed.
     */
    private static int gauge(String word) {
        return switch (word) {
            case "remote", "minimal" -> 2;
            case "possible", "significant" -> 3;
            case "probable", "severe" -> 4;
            default -> 0;
        };
    }

    private Map<String, String> measures() {
        return of.risks().stream()
                .flatMap(each -> each.measures().stream())
                .collect(
                        Collectors.toMap(
                                Risk.Measure::text,
                                each -> html(each.status().line()),
                                (first, second) -> first,
                                TreeMap::new));
    }

    private static void measure(ArrayNode measures, String title, String content) {
        measures.addObject()
                .put("pia_id", 1)
                .put("title", title)
                .put("content", content)
                .put("placeholder", "");
    }

    private static void answer(
            ArrayNode answers, String reference, String text, int gauge, List<String> list) {
        var answer = answers.addObject();
        answer.put("pia_id", 1);
        answer.put("reference_to", reference);
        var data = answer.putObject("data");
        data.put("text", text);
        data.put("gauge", gauge);
        var words = data.putArray("list");
        list.forEach(words::add);
    }

    /** An item as HTML: what was answered, and the tables of its record. */
    private String text(String item) {
        return of.sections().stream()
                .flatMap(each -> each.items().stream())
                .filter(each -> each.key().equals(item))
                .findFirst()
                .map(PiaFile::html)
                .orElseThrow(() -> new IllegalStateException("no question " + item));
    }

    private static String html(Section.Item item) {
        var text = new StringBuilder();
        var answer = item.answer();
        if (answer != null) {
            text.append("<p>").append(html(answer.line())).append("</p>");
        }
        for (var block : item.blocks()) {
            switch (block) {
                case Block.Text(var cell) ->
                        text.append("<p>").append(html(cell.line())).append("</p>");
                case Block.Table table -> rows(text, table);
                case Block.Picture(var flow) ->
                        text.append("<p>").append(html(flow.inWords())).append("</p>");
            }
        }
        return text.toString();
    }

    /** A list, since the tool's editor has no tables. */
    private static void rows(StringBuilder text, Block.Table table) {
        text.append("<p><strong>").append(html(table.caption())).append("</strong></p><ul>");
        for (var row : Html.shown(table)) {
            text.append("<li>");
            for (var column = 0; column < row.size(); column++) {
                text.append(column == 0 ? "" : "; ")
                        .append(html(table.columns().get(column)))
                        .append(": ")
                        .append(html(row.get(column).line()));
            }
            text.append("</li>");
        }
        text.append("</ul>");
        if (table.rows().size() > Html.MOST_ROWS) {
            text.append("<p>").append(html(Front.more(table))).append("</p>");
        }
    }

    private static String html(String words) {
        return Plain.xml(words)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\n", "<br>");
    }
}
