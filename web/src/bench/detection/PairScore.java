package dev.assay.web.bench;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the labels of pairs say of the deltas: recall, precision, and each miss by name. */
final class PairScore {

    private static final String DOMAIN = "outbound-domain";

    private final Map<String, Ratio> recallByKind = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();
    private Ratio domains = Ratio.NONE;
    private Ratio labels = Ratio.NONE;
    private Ratio complete = Ratio.NONE;
    private Ratio quiet = Ratio.NONE;
    private Ratio mentions = Ratio.NONE;
    private int unlabelled;
    private int pairs;
    private int leftOut;

    private final String registryHost;

    PairScore(String registryHost) {
        this.registryHost = registryHost;
    }

    void add(JsonNode pair, List<Found> all) {
        pairs++;
        var id = pair.path("id").asString("");
        var found = all.stream().filter(Found::counts).toList();
        var flags = labels(pair, "flag");
        var before = labels;
        flags.forEach(flag -> score(id, flag, found));
        if (!flags.isEmpty()) {
            complete = complete.plus(labels.hits() - before.hits() == labels.all() - before.all());
        }
        mentions(id, pair, found);
        loud(id, pair, flags, found.stream().filter(Found::isLoud).toList());
    }

    /** A pair that cannot be had, or whose bytes are not those that were labelled. */
    void leaveOut(JsonNode pair, String reason) {
        leftOut++;
        remarks.add("NOT MEASURED " + pair.path("id").asString("") + ": " + reason);
    }

    private List<Label> labels(JsonNode pair, String field) {
        var result = new ArrayList<Label>();
        pair.path(field).forEach(label -> result.add(Label.of(label, registryHost)));
        return result;
    }

    private void score(String id, Label flag, List<Found> found) {
        var hit = found.stream().anyMatch(flag::isMetBy);
        recallByKind.merge(flag.kind(), Ratio.NONE.plus(hit), Ratio::plus);
        labels = labels.plus(hit);
        if (flag.isDomain()) {
            domains = domains.plus(hit);
        }
        if (!hit) {
            remarks.add(
                    "MISS     " + id + ": " + flag.kind() + " " + String.join("|", flag.values()));
        }
    }

    private void mentions(String id, JsonNode pair, List<Found> found) {
        var contacted =
                found.stream()
                        .filter(each -> each.kind().equals(DOMAIN))
                        .map(Found::host)
                        .collect(Collectors.toSet());
        // A host that was contacted before is no news either.
        for (var field : List.of("mention_only", "already_contacted")) {
            for (var mention : pair.path(field)) {
                var host = mention.path("host").asString("");
                var reported = contacted.contains(host);
                mentions = mentions.plus(reported);
                if (reported) {
                    remarks.add("MENTION  " + id + ": " + host + " is told as contacted");
                }
            }
        }
    }

    private void loud(String id, JsonNode pair, List<Label> flags, List<Found> loud) {
        if (pair.path("quiet").asBoolean(false)) {
            quiet = quiet.plus(loud.isEmpty());
            loud.forEach(found -> remarks.add("NOISE    " + id + ": " + found));
            return;
        }
        var known = new ArrayList<>(flags);
        known.addAll(labels(pair, "also_true"));
        for (var found : loud) {
            if (known.stream().noneMatch(label -> label.isMetBy(found))) {
                unlabelled++;
                remarks.add("NO LABEL " + id + ": " + found);
            }
        }
    }

    /** Misses and noise by name, for the split that rules may be written against. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    Table table(String split) {
        var table =
                new Table(pairs + " pairs of real versions (" + split + ")", "measure", "result");
        table.row("labels found", labels);
        table.row("newly contacted domains found", domains);
        table.row("pairs with all labels found", complete);
        table.row("quiet pairs without a finding at medium or above", quiet);
        table.row("hosts only mentioned but told as contacted", mentions);
        table.row("high or medium findings without a label", unlabelled);
        if (leftOut > 0) {
            table.row("pairs not measured", leftOut);
        }
        recallByKind.forEach((kind, ratio) -> table.row("found: " + kind, ratio));
        return table;
    }
}
