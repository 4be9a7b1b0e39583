package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Other things that a model reads: prompts, resources, and the server's instructions (signals
 * MCP-PROMPT/RESOURCE, MCP-INSTRUCTIONS-CHANGED). What they say is in {@code text}, what is said of
 * them in {@code description}.
 */
final class ModelTextRule extends CapabilityRule {

    /** What is compared, and the beginning of the sentence about it. */
    private static final Map<String, String> TEXTS =
            new TreeMap<>(
                    Map.of(
                            "text", "The text of the ",
                            "description", "The ",
                            "title", "The title of the ",
                            "uri", "The address of the "));

    private final String noun;
    private final Severity whenNew;

    ModelTextRule(FindingKind kind, String noun, Severity whenNew) {
        super(kind);
        this.noun = noun;
        this.whenNew = whenNew;
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, whenNew, "New ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change, Severity.INFO, "Offers the ");
    }

    private List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var capability = Details.text(sighting.fact(), "capability");
        if (!capability.isEmpty()) {
            return one(
                    sighting,
                    change,
                    change == Change.ADDED ? Severity.MEDIUM : Severity.INFO,
                    (change == Change.ADDED ? "Now asks" : "Asks")
                            + " the client for "
                            + asked(capability));
        }
        var orders =
                ToolText.givesOrders(Details.text(sighting.fact(), "text"))
                        || ToolText.givesOrders(Details.text(sighting.fact(), "description"));
        return one(
                sighting,
                change,
                orders ? Severity.HIGH : severity,
                words + named(sighting) + (orders ? ", which gives the model orders" : ""));
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var judgements = new ArrayList<Judgement>();
        TEXTS.forEach(
                (key, what) -> {
                    var change = TextChange.of(sighting, key);
                    if (change != null) {
                        var main = key.equals("description") || isInstructions();
                        judgements.add(
                                change.judgement(
                                                sighting,
                                                kind(),
                                                (main ? "The " : what) + named(sighting))
                                        .told(main ? "" : key));
                    }
                });
        for (var key : List.of("arguments", "schema")) {
            var changed = Changed.of(sighting, key);
            if (changed != null) {
                arguments(sighting, changed, key, judgements);
            }
        }
        return judgements;
    }

    private void arguments(
            Sighting sighting, Changed changed, String key, List<Judgement> judgements) {
        var change = SchemaChange.between(changed.before(), changed.now());
        if (!change.differences().isEmpty()) {
            var orders = change.fresh().stream().anyMatch(ToolText::givesOrders);
            judgements.add(
                    Judgement.of(
                                    sighting,
                                    Change.CHANGED,
                                    orders ? Severity.HIGH : Severity.LOW,
                                    "The arguments of the "
                                            + named(sighting)
                                            + (orders ? " now give the model orders" : " changed"))
                            .told(key)
                            .without("schema")
                            .without("arguments")
                            .without("text")
                            .with("differences", change.differences()));
        }
    }

    private static String asked(String capability) {
        return switch (capability) {
            case "sampling" -> "answers of its model (sampling)";
            case "elicitation" -> "answers of its user (elicitation)";
            default -> "the folders it works in (roots)";
        };
    }

    private boolean isInstructions() {
        return kind() == FindingKind.INSTRUCTIONS_CHANGED;
    }

    @Override
    List<Judgement> removed(Sighting sighting) {
        return one(sighting, Change.REMOVED, Severity.LOW, "The " + named(sighting) + " is gone");
    }

    /** There is one text of instructions, whose value is its kind; the others have names. */
    private String named(Sighting sighting) {
        return sighting.value().equals(noun) ? noun : noun + " " + sighting.value();
    }
}
