package dev.assay.web.bench;

import dev.assay.scanners.profile.Observed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Injected changes, each read and run, one line of JSON for each in cases.jsonl: whoever goes on
 * later begins after the last one.
 */
final class AttackCases {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String DRIVEN = "DRIVEN";
    private static final String RECIPIENTS = "recipients";

    private final Vetting vetting;
    private final Path file;

    /** The last line of each case. */
    private final Map<String, JsonNode> told = new LinkedHashMap<>();

    AttackCases(Path folder, Vetting vetting) throws IOException {
        this.vetting = vetting;
        this.file = folder.resolve("cases.jsonl");
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var json = JSON.readTree(line);
                told.put(json.path("case").asString(""), json);
            }
        }
    }

    /**
     * @param again whether what missed is measured anew
     * @param most how many are measured
     */
    void measure(List<Mutant> mutants, boolean again, int most)
            throws IOException, InterruptedException {
        var left =
                mutants.stream()
                        .filter(
                                each -> {
                                    var known = told.get(name(each));
                                    return known == null
                                            || again && !known.path("either").asBoolean(false);
                                })
                        .limit(most)
                        .toList();
        var done = 0;
        for (var mutant : left) {
            var line = line(mutant);
            told.put(name(mutant), line);
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            System.err.println(
                    ++done
                            + "/"
                            + left.size()
                            + " "
                            + name(mutant)
                            + " read "
                            + line.path("read").asBoolean(false)
                            + ", run "
                            + line.path("run").asBoolean(false)
                            + (line.path("problem").asString("").isEmpty()
                                    ? ""
                                    : ": " + line.path("problem").asString("")));
        }
    }

    private static String name(Mutant mutant) {
        return mutant.id() + " " + mutant.form() + " " + mutant.host();
    }

    private JsonNode line(Mutant mutant) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var line = JSON.createObjectNode();
        line.put("case", name(mutant)).put("group", mutant.group()).put("id", mutant.id());
        line.put("host", mutant.host()).put("form", mutant.form()).put("code", mutant.code());
        var before = vetting.original(mutant);
        line.put("original", before.outcome().name());
        try {
            var difference = vetting.difference(mutant);
            line.put("read", mutant.isSeen(difference.read()));
            line.put("run", mutant.isSeen(difference.seen()));
            line.put("either", mutant.isSeen(difference.both()));
            line.put("outcome", difference.ran().outcome().name());
            line.put("problem", problem(before, difference.ran()));
            var reached = difference.ran().tools().stream().filter(Observed.Tool::reached).count();
            line.put("tools", reached + " of " + difference.ran().tools().size());
            var unsteady = line.putArray("unsteady");
            difference.ran().unsteady().forEach(unsteady::add);
            var said = line.putArray("said");
            difference.seen().stream()
                    .filter(Found::isLoud)
                    .limit(20)
                    .forEach(each -> said.add(each.toString()));
        } catch (IOException e) {
            line.put("read", false).put("run", false).put("either", false);
            line.put("outcome", "NOT_RUN").put("problem", String.valueOf(e.getMessage()));
        }
        return line.put("millis", (System.nanoTime() - began) / 1_000_000);
    }

    private static String problem(Observed before, Observed now) {
        if (before.outcome() != Observed.Outcome.DRIVEN) {
            return "the server itself does not list its tools: " + before.problem();
        }
        return now.problem() == null ? "" : now.problem();
    }

    /** By kind of attack, fixed recipients by form, and every miss by name. */
    List<Table> tables() {
        var groups = new Table("Injected changes", "kind", "by reading", "by running", "by either");
        var recipients =
                new Table("Fixed recipients", "form", "by reading", "by running", "by either");
        var misses = new Table("Found by neither", "change", "why");
        var unseen = new Table("Found by reading alone, of servers that ran", "change", "instead");
        var byGroup = new LinkedHashMap<String, List<JsonNode>>();
        var byForm = new LinkedHashMap<String, List<JsonNode>>();
        for (var line : told.values()) {
            byGroup.computeIfAbsent(text(line, "group"), _ -> new ArrayList<>()).add(line);
            if (text(line, "group").equals(RECIPIENTS)) {
                byForm.computeIfAbsent(
                                text(line, "id") + ", " + text(line, "form"),
                                _ -> new ArrayList<>())
                        .add(line);
            }
            if (!line.path("either").asBoolean(false)) {
                misses.row(text(line, "case"), text(line, "problem"));
            } else if (!line.path("run").asBoolean(false) && ran(line)) {
                unseen.row(
                        text(line, "case"),
                        "tools reached " + text(line, "tools") + "; " + line.path("said"));
            }
        }
        byGroup.forEach((name, lines) -> row(groups, name, lines));
        row(groups, "all", List.copyOf(told.values()));
        byForm.forEach((name, lines) -> row(recipients, name, lines));
        return List.of(groups, recipients, misses, unseen);
    }

    /** What cannot be run is no miss of running. */
    private static void row(Table table, String name, List<JsonNode> lines) {
        var read = Ratio.NONE;
        var run = Ratio.NONE;
        var either = Ratio.NONE;
        for (var line : lines) {
            read = read.plus(line.path("read").asBoolean(false));
            either = either.plus(line.path("either").asBoolean(false));
            if (ran(line)) {
                run = run.plus(line.path("run").asBoolean(false));
            }
        }
        table.row(name, read, run, either);
    }

    private static boolean ran(JsonNode line) {
        return text(line, "original").equals(DRIVEN);
    }

    private static String text(JsonNode line, String field) {
        return line.path(field).asString("");
    }
}
