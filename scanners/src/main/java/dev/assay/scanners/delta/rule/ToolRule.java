package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the server offers a model: tools, what they are said to do, what they take, what they claim
 * of themselves (signals MCP-TOOL-ADDED, MCP-DESC-CHANGED, MCP-SCHEMA-CHANGED, MCP-ANNOT-FLIP). A
 * fact of kind {@code tool-added} has {@code description}, {@code schema} and {@code annotations}
 * in its detail, as far as the code tells them.
 */
final class ToolRule extends CapabilityRule {

    private static final Pattern READ_ONLY = Pattern.compile("readOnlyHint\"?\\s*:\\s*([^,}\\s]+)");
    private static final Pattern DESTRUCTIVE =
            Pattern.compile("destructiveHint\"?\\s*:\\s*([^,}\\s]+)");

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
        var now = sighting.fact().detail().get("schema");
        var before = sighting.earlier().detail().get("schema");
        if (before == null
                || now == null
                || sighting.anyBefore(older -> now.equals(older.detail().get("schema")))) {
            return;
        }
        var change = SchemaChange.between(before, now);
        if (change.differences().isEmpty()) {
            return;
        }
        var orders = change.differences().stream().anyMatch(ToolText::givesOrders);
        var title =
                "The parameters of the tool "
                        + sighting.value()
                        + (orders ? " now give the model orders" : " changed")
                        + (change.added().isEmpty()
                                ? ""
                                : "; new: " + String.join(", ", change.added()));
        var severity =
                orders ? Severity.HIGH : change.added().isEmpty() ? Severity.LOW : Severity.MEDIUM;
        judgements.add(
                changed(sighting, FindingKind.TOOL_SCHEMA_CHANGED, severity, Sentences.cut(title))
                        .with("differences", change.differences())
                        .with("added", change.added()));
    }

    private static void annotations(Sighting sighting, List<Judgement> judgements) {
        var now = text(sighting.fact());
        var before = text(sighting.earlier());
        if (sighting.anyBefore(older -> text(older).equals(now))) {
            return;
        }
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

    /** Annotations as text, with the keys in order; the code may give them as an expression. */
    private static String text(Fact fact) {
        var annotations = fact.detail().get("annotations");
        return switch (annotations) {
            case null -> "";
            case Map<?, ?> map -> new TreeMap<>(map).toString().replace('=', ':');
            default -> annotations.toString();
        };
    }

    /** Whether a client that asks before dangerous calls would now ask at other times. */
    private static boolean isLooser(String before, String now) {
        return !hint(before, READ_ONLY).equals(hint(now, READ_ONLY))
                || !hint(before, DESTRUCTIVE).equals(hint(now, DESTRUCTIVE));
    }

    private static String hint(String annotations, Pattern hint) {
        var matcher = hint.matcher(annotations);
        return matcher.find() ? matcher.group(1) : "";
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
