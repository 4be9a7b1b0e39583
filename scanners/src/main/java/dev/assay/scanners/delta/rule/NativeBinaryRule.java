package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** Machine code, which no analyser here reads (signals ART-NATIVE). */
final class NativeBinaryRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.NATIVE_BINARY;
    }

    @Override
    public String key(Fact fact) {
        return fact.value() + " " + format(fact);
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return List.of();
        }
        if (Details.text(sighting.fact(), "format").isEmpty()) {
            return loaded(sighting, comparison);
        }
        var title = sighting.value() + " is machine code (" + format(sighting.fact()) + ")";
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            return one(sighting, change, weight(sighting, Severity.MEDIUM), title);
        }
        if (sighting.before().isEmpty()) {
            return one(sighting, Change.ADDED, weight(sighting, Severity.HIGH), "New: " + title);
        }
        var fresh = sighting.withNow(fact -> !sighting.anyBefore(older -> sameBytes(older, fact)));
        return fresh.now().isEmpty()
                ? List.of()
                : one(
                        fresh,
                        Change.CHANGED,
                        weight(sighting, Severity.HIGH),
                        "Other bytes: " + title);
    }

    /** Code that loads machine code, which may stand in another package. */
    private static List<Judgement> loaded(Sighting sighting, Comparison comparison) {
        var title = "Code loads machine code: " + sighting.value();
        return switch (comparison.basis()) {
            case PRESENCE -> one(sighting, Change.PRESENT, Severity.LOW, title);
            case ARRIVAL -> one(sighting, Change.ADDED, Severity.LOW, title);
            case CHANGE ->
                    sighting.before().isEmpty()
                            ? one(sighting, Change.ADDED, Severity.MEDIUM, title)
                            : List.of();
        };
    }

    private static boolean sameBytes(Fact one, Fact other) {
        return Details.text(one, "sha256").equals(Details.text(other, "sha256"));
    }

    /** WebAssembly reaches nothing but what JavaScript hands to it. */
    private static Severity weight(Sighting sighting, Severity otherwise) {
        return Details.text(sighting.fact(), "format").equals("wasm")
                ? otherwise == Severity.HIGH ? Severity.MEDIUM : Severity.LOW
                : otherwise;
    }

    private static String format(Fact fact) {
        var format = Details.text(fact, "format");
        return format.isEmpty() ? "" : format + ", " + Details.text(fact, "architecture");
    }

    private static List<Judgement> one(
            Sighting sighting, Change change, Severity severity, String title) {
        return List.of(
                Judgement.of(sighting, change, severity, title).told(format(sighting.fact())));
    }
}
