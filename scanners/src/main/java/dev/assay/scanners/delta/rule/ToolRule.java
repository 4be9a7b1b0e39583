package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
    public Set<FindingKind> tells() {
        return Set.of(
                FindingKind.TOOL_ADDED,
                FindingKind.TOOL_REMOVED,
                FindingKind.TOOL_DESCRIPTION_CHANGED,
                FindingKind.TOOL_SCHEMA_CHANGED,
                FindingKind.TOOL_ANNOTATION_CHANGED);
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
        var judgements = new ArrayList<Judgement>();
        judgements.addAll(
                ToolText.givesOrders(description)
                        ? one(
                                sighting,
                                change,
                                ToolText.severity(description),
                                words
                                        + sighting.value()
                                        + ", whose description gives the model orders")
                        : one(sighting, change, severity, words + sighting.value()));
        judgements.addAll(ToolAnnotations.broken(sighting, change));
        return judgements;
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
        var title = TextChange.of(sighting, "title");
        if (title != null) {
            judgements.add(
                    title.judgement(
                                    sighting,
                                    FindingKind.TOOL_DESCRIPTION_CHANGED,
                                    "The title of the tool " + sighting.value())
                            .told("title"));
        }
        schema(sighting, "schema", "parameters", judgements);
        schema(sighting, "outputSchema", "results", judgements);
        judgements.addAll(ToolAnnotations.flips(sighting));
        judgements.addAll(ToolAnnotations.broken(sighting, Change.CHANGED));
        return judgements;
    }

    private static void schema(
            Sighting sighting, String key, String noun, List<Judgement> judgements) {
        var changed = Changed.of(sighting, key);
        if (changed == null) {
            if (key.equals("outputSchema") && isFirst(sighting, key)) {
                judgements.add(
                        changed(
                                        sighting,
                                        FindingKind.TOOL_SCHEMA_CHANGED,
                                        Severity.LOW,
                                        "The tool "
                                                + sighting.value()
                                                + " now says what its results look like")
                                .told(key));
            }
            return;
        }
        var change = SchemaChange.between(changed.before(), changed.now());
        if (change.differences().isEmpty()) {
            return;
        }
        var orders = change.fresh().stream().anyMatch(ToolText::givesOrders);
        var title =
                "The "
                        + noun
                        + " of the tool "
                        + sighting.value()
                        + (orders ? " now give the model orders" : " changed")
                        + (change.added().isEmpty()
                                ? ""
                                : "; new: " + String.join(", ", change.added()));
        var severity =
                orders ? Severity.HIGH : change.added().isEmpty() ? Severity.LOW : Severity.MEDIUM;
        judgements.add(
                changed(sighting, FindingKind.TOOL_SCHEMA_CHANGED, severity, Sentences.cut(title))
                        .told(key.equals("schema") ? "" : key)
                        .with("differences", change.differences())
                        .with("added", change.added()));
    }

    /** Whether only the newer version says it, of a tool that the older one described as well. */
    private static boolean isFirst(Sighting sighting, String key) {
        return sighting.anyBefore(fact -> fact.detail().containsKey("description"))
                && !sighting.anyBefore(fact -> fact.detail().containsKey(key))
                && sighting.anyNow(fact -> fact.detail().containsKey(key));
    }

    private static Judgement changed(
            Sighting sighting, FindingKind kind, Severity severity, String title) {
        return Judgement.of(sighting, Change.CHANGED, severity, title)
                .as(kind)
                .without("schema")
                .without("outputSchema")
                .without("annotations")
                .without("does")
                .without("description");
    }
}
