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
        return told(sighting, Change.ADDED, whenNew, "New " + noun + " ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change, Severity.INFO, "Offers the " + noun + " ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var orders = ToolText.givesOrders(Details.text(sighting.fact(), textKey(sighting.fact())));
        return one(
                sighting,
                change,
                orders ? Severity.HIGH : severity,
                words + sighting.value() + (orders ? ", which gives the model orders" : ""));
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var change = TextChange.of(sighting, textKey(sighting.fact()));
        return change == null
                ? List.of()
                : List.of(
                        change.judgement(sighting, kind(), "The " + noun + " " + sighting.value()));
    }

    private static String textKey(Fact fact) {
        return fact.detail().containsKey("text") ? "text" : "description";
    }

    @Override
    List<Judgement> removed(Sighting sighting) {
        return one(
                sighting,
                Change.REMOVED,
                Severity.LOW,
                "The " + noun + " " + sighting.value() + " is gone");
    }
}
