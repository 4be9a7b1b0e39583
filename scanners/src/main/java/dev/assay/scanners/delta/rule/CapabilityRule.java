package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * A rule about something a version can do: new things weigh, known things do not, and more places
 * that do a known thing are worth a word only where {@link #again} gives them one.
 */
abstract class CapabilityRule implements Rule {

    private final FindingKind kind;

    CapabilityRule(FindingKind kind) {
        this.kind = kind;
    }

    @Override
    public final FindingKind kind() {
        return kind;
    }

    @Override
    public final List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return removed(sighting);
        }
        return switch (comparison.basis()) {
            case PRESENCE -> present(sighting, comparison, Change.PRESENT);
            case ARRIVAL -> present(sighting, comparison, Change.ADDED);
            case CHANGE -> {
                if (sighting.before().isEmpty() || sighting.becameReachable()) {
                    yield added(sighting, comparison);
                }
                yield known(sighting, comparison);
            }
        };
    }

    /**
     * Copies of a function in several builds (ES modules and CommonJS, say) are one place; classes
     * that inherit it are one each.
     */
    private static long places(List<Fact> facts) {
        return facts.stream()
                .map(fact -> fact.functionPrint() + " " + Details.text(fact, "heir"))
                .distinct()
                .count();
    }

    abstract List<Judgement> added(Sighting sighting, Comparison comparison);

    /** What both versions have. */
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        var fresh = sighting.withNow(comparison::inNewFunction);
        var more = places(sighting.now()) > places(sighting.before());
        return fresh.now().isEmpty() || !more ? List.of() : again(fresh, comparison);
    }

    /** The known thing, done from a function that the older version does not have. */
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return List.of();
    }

    abstract List<Judgement> present(Sighting sighting, Comparison comparison, Change change);

    List<Judgement> removed(Sighting sighting) {
        return List.of();
    }

    static List<Judgement> one(Sighting sighting, Change change, Severity severity, String title) {
        return List.of(Judgement.of(sighting, change, severity, title));
    }
}
