package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Other things that a model reads: prompts, resources, and the server's instructions (signals
 * MCP-PROMPT/RESOURCE, MCP-INSTRUCTIONS-CHANGED). The text is in {@code text} or {@code
 * description}.
 */
final class ModelTextRule extends CapabilityRule {

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
        var orders = ToolText.givesOrders(Details.text(sighting.fact(), textKey(sighting.fact())));
        return one(
                sighting,
                change,
                orders ? Severity.HIGH : severity,
                words + named(sighting) + (orders ? ", which gives the model orders" : ""));
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var change = TextChange.of(sighting, textKey(sighting.fact()));
        return change == null
                ? List.of()
                : List.of(change.judgement(sighting, kind(), "The " + named(sighting)));
    }

    private static String asked(String capability) {
        return switch (capability) {
            case "sampling" -> "answers of its model (sampling)";
            case "elicitation" -> "answers of its user (elicitation)";
            default -> "the folders it works in (roots)";
        };
    }

    private static String textKey(Fact fact) {
        return fact.detail().containsKey("text") ? "text" : "description";
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
