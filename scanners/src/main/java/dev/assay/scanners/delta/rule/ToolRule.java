package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;

/**
 * What the server offers a model: tools, what they are said to do, what they take, what they claim
 * of themselves (signals MCP-TOOL-ADDED, MCP-DESC-CHANGED, MCP-SCHEMA-CHANGED, MCP-ANNOT-FLIP). A
 * fact of kind {@code tool-added} has {@code description}, {@code schema} and {@code annotations}
 * in its detail, as far as the code tells them.
 */
final class ToolRule extends CapabilityRule {

    ToolRule() {
        super(FindingKind.TOOL_ADDED);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return offered(sighting, Change.ADDED, Severity.MEDIUM, "New tool ");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return offered(sighting, change, Severity.INFO, "Offers the tool ");
    }

    private static List<Judgement> offered(
            Sighting sighting, Change change, Severity severity, String words) {
        var description = Details.text(sighting.fact(), "description");
        return ToolText.givesOrders(description)
                ? one(
                        sighting,
                        change,
                        Severity.HIGH,
                        words + sighting.value() + ", whose description gives the model orders")
                : one(sighting, change, severity, words + sighting.value());
    }

    @Override
    List<Judgement> removed(Sighting sighting) {
        return one(
                        sighting,
                        Change.REMOVED,
                        Severity.LOW,
                        "The tool " + sighting.value() + " is gone")
                .stream()
                .map(judgement -> judgement.as(FindingKind.TOOL_REMOVED))
                .toList();
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var judgements = new ArrayList<Judgement>();
        var description = TextChange.of(sighting, "description");
        if (description != null) {
            judgements.add(
                    description.judgement(
                            sighting,
                            FindingKind.TOOL_DESCRIPTION_CHANGED,
                            "The description of the tool " + sighting.value()));
        }
        schema(sighting, judgements);
        annotations(sighting, judgements);
        return judgements;
    }

    private static void schema(Sighting sighting, List<Judgement> judgements) {
        var before = Details.object(sighting.earlier(), "schema");
        var now = Details.object(sighting.fact(), "schema");
        if (before.isEmpty() || now.isEmpty()) {
            return;
        }
        var differences = JsonSchemas.differences(before, now);
        if (differences.isEmpty()) {
            return;
        }
        var widens = differences.stream().anyMatch(line -> line.contains(": added "));
        var orders = differences.stream().anyMatch(ToolText::givesOrders);
        var title =
                "The parameters of the tool "
                        + sighting.value()
                        + (orders ? " now give the model orders" : " changed");
        judgements.add(
                changed(
                                sighting,
                                FindingKind.TOOL_SCHEMA_CHANGED,
                                orders ? Severity.HIGH : widens ? Severity.MEDIUM : Severity.LOW,
                                title)
                        .with("differences", differences));
    }

    private static void annotations(Sighting sighting, List<Judgement> judgements) {
        if (sighting.anyBefore(older -> sameAnnotations(older, sighting.fact()))) {
            return;
        }
        var before = Details.object(sighting.earlier(), "annotations");
        var now = Details.object(sighting.fact(), "annotations");
        var title = "The tool " + sighting.value() + " claims other things of itself";
        judgements.add(
                changed(
                                sighting,
                                FindingKind.TOOL_ANNOTATION_CHANGED,
                                isLooser(before, now) ? Severity.MEDIUM : Severity.LOW,
                                title)
                        .with("before", before)
                        .with("now", now));
    }

    private static boolean sameAnnotations(Fact one, Fact other) {
        return Details.object(one, "annotations").equals(Details.object(other, "annotations"));
    }

    /** Whether a client would now call it with less asking, or it stopped being read-only. */
    private static boolean isLooser(
            java.util.Map<String, Object> before, java.util.Map<String, Object> now) {
        return !before.getOrDefault("readOnlyHint", false)
                        .equals(now.getOrDefault("readOnlyHint", false))
                || !before.getOrDefault("destructiveHint", true)
                        .equals(now.getOrDefault("destructiveHint", true));
    }

    private static Judgement changed(
            Sighting sighting, FindingKind kind, Severity severity, String title) {
        return Judgement.of(sighting, Change.CHANGED, severity, title)
                .as(kind)
                .without("schema")
                .without("annotations")
                .without("description");
    }
}
