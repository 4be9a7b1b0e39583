package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** Text that a reviewer does not see (signals ART-UNICODE-INVIS, MCP-HIDDEN-TEXT). */
final class HiddenTextRule extends CapabilityRule {

    HiddenTextRule() {
        super(FindingKind.HIDDEN_TEXT);
    }

    @Override
    public String key(Fact fact) {
        return Details.text(fact, "place") + " " + fact.value();
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change);
    }

    private static List<Judgement> told(Sighting sighting, Change change) {
        var fact = sighting.fact();
        var place = Details.text(fact, "place");
        var title =
                switch (Details.text(fact, "class")) {
                    case "homoglyph" -> "A name that is another than it looks: " + decoded(fact);
                    case "far-out" -> "Code far to the right of every screen: " + decoded(fact);
                    default ->
                            "Hidden characters ("
                                    + fact.value()
                                    + ") in "
                                    + where(place)
                                    + ", which no reader sees";
                };
        return List.of(
                Judgement.of(sighting, change, severity(fact, place), Sentences.cut(title))
                        .told(place));
    }

    /** The value without the word for its class. */
    private static String decoded(Fact fact) {
        return fact.value().substring(fact.value().indexOf(": ") + 2);
    }

    private static String where(String place) {
        return switch (place) {
            case "description" -> "what a model is told";
            case "manifest" -> "package.json";
            case "document" -> "a document";
            default -> "code";
        };
    }

    private static Severity severity(Fact fact, String place) {
        var escape = Details.text(fact, "class").equals("escape");
        return switch (place) {
            case "description", "manifest" -> Severity.CRITICAL;
            case "document" ->
                    Details.text(fact, "class").equals("tags") ? Severity.MEDIUM : Severity.LOW;
            default -> escape ? Severity.LOW : Severity.HIGH;
        };
    }
}
