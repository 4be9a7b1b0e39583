package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Usage reports: libraries made for them, and code that calls itself so. More code around telemetry
 * that was there before is a note; the first of it is not.
 */
final class TelemetryRule extends CapabilityRule {

    private static final String CODE = "telemetry code";
    private static final String EVENTS = "telemetry events";

    TelemetryRule() {
        super(FindingKind.TELEMETRY);
    }

    /** Names of functions are many and change with every build; together they are one thing. */
    @Override
    public String key(Fact fact) {
        return isEvent(fact) ? EVENTS : isLibrary(fact) ? fact.value() : CODE;
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        if (isEvent(sighting.fact())) {
            // The first telemetry is told by the library or by the code that it is.
            return events(sighting, Change.ADDED, Severity.LOW, "Now reports ");
        }
        return told(sighting, Change.ADDED, Severity.MEDIUM, "Now reports usage");
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var fresh =
                sighting.withNow(
                        fact -> !sighting.anyBefore(older -> older.value().equals(fact.value())));
        if (isEvent(sighting.fact())) {
            return fresh.now().isEmpty()
                    ? List.of()
                    : events(fresh, Change.CHANGED, Severity.LOW, "Reports more usage: ");
        }
        return isLibrary(sighting.fact()) || fresh.now().isEmpty()
                ? List.of()
                : told(fresh, Change.CHANGED, Severity.LOW, "Reports more usage");
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        if (isEvent(sighting.fact())) {
            return events(sighting, change, Severity.INFO, "Reports ");
        }
        return told(sighting, change, Severity.LOW, "Reports usage");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var names = sighting.now().stream().map(Fact::value).distinct().sorted().toList();
        var library = isLibrary(sighting.fact());
        var title =
                words + (library ? " through " : ", in code called ") + String.join(", ", names);
        var judgement = Judgement.of(sighting, change, severity, Sentences.cut(title));
        return List.of(
                library ? judgement : judgement.valued(CODE).with("names", names).without("what"));
    }

    private static List<Judgement> events(
            Sighting sighting, Change change, Severity severity, String words) {
        var names = sighting.now().stream().map(Fact::value).distinct().sorted().toList();
        var title =
                words
                        + (names.size() == 1 ? "the event " : names.size() + " events: ")
                        + String.join(", ", names);
        return List.of(
                Judgement.of(sighting, change, severity, Sentences.cut(title))
                        .valued(EVENTS)
                        .told(String.join(",", names))
                        .with("names", names)
                        .without("what"));
    }

    private static boolean isEvent(Fact fact) {
        return Details.text(fact, "what").equals("event");
    }

    private static boolean isLibrary(Fact fact) {
        return switch (Details.text(fact, "what")) {
            case "function", "class", "event" -> false;
            default -> true;
        };
    }
}
