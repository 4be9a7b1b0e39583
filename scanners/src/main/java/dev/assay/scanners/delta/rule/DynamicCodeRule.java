package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Code that is made or chosen while the program runs (signals CAP-EVAL). Validators and templates
 * do it openly, and many programs load a module by a computed name; what is decoded first and run
 * then, or loaded from elsewhere, has something to hide (FLOW-DECODE-EXEC).
 */
final class DynamicCodeRule extends CapabilityRule {

    DynamicCodeRule() {
        super(FindingKind.DYNAMIC_CODE);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var severity =
                isHidden(sighting)
                        ? Severity.HIGH
                        : isLoading(sighting.fact()) ? Severity.LOW : Severity.MEDIUM;
        return told(sighting, Change.ADDED, severity, "Now ");
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        var severity = isHidden(sighting) ? Severity.HIGH : Severity.LOW;
        return isHidden(sighting) || !isLoading(sighting.fact())
                ? told(sighting, Change.CHANGED, severity, "From new code ")
                : List.of();
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity =
                isHidden(sighting)
                        ? Severity.HIGH
                        : isLoading(sighting.fact()) ? Severity.INFO : Severity.LOW;
        return told(sighting, change, severity, "It ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var doing =
                isLoading(sighting.fact())
                        ? "loads a module that is chosen while it runs: "
                        : "runs code that it makes itself: ";
        return one(sighting, change, severity, Sentences.cut(words + doing + sighting.value()));
    }

    private static boolean isHidden(Sighting sighting) {
        return sighting.anyNow(fact -> fact.via() == Via.DECODED || isRemote(fact));
    }

    /** {@code import https:}, {@code import data:}. */
    private static boolean isRemote(Fact fact) {
        return isLoading(fact) && fact.value().endsWith(":");
    }

    private static boolean isLoading(Fact fact) {
        var sink = Details.text(fact, "sink");
        return sink.equals("require") || sink.equals("import");
    }
}
