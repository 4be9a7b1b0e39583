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
        return told(sighting, Change.ADDED, whenNew(sighting), "Now ");
    }

    private static Severity whenNew(Sighting sighting) {
        if (isPatch(sighting.fact())) {
            return switch (Details.text(sighting.fact(), "weight")) {
                case "high" -> Severity.HIGH;
                case "low" -> Severity.LOW;
                default -> Severity.MEDIUM;
            };
        }
        return isHidden(sighting)
                ? Severity.HIGH
                : isLoading(sighting.fact()) ? Severity.LOW : Severity.MEDIUM;
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
        return one(sighting, change, severity, Sentences.cut(words + doing(sighting.fact())));
    }

    private static String doing(Fact fact) {
        if (isPatch(fact)) {
            return "replaces a function that others call: " + Details.text(fact, "patched");
        }
        if (isDownload(fact)) {
            return "runs a file that it downloads: " + Details.text(fact, "path");
        }
        return (isLoading(fact)
                        ? "loads a module that is chosen while it runs: "
                        : "runs code that it makes itself: ")
                + fact.value();
    }

    private static boolean isHidden(Sighting sighting) {
        return sighting.anyNow(
                fact -> fact.via() == Via.DECODED || isRemote(fact) || isDownload(fact));
    }

    /** {@code import https:}, {@code import data:}. */
    private static boolean isRemote(Fact fact) {
        return fact.value().endsWith(":") || Details.is(fact, "remote");
    }

    private static boolean isPatch(Fact fact) {
        return Details.text(fact, "sink").equals("patch");
    }

    /** An answer of a server that is written to a file and run. */
    private static boolean isDownload(Fact fact) {
        return Details.text(fact, "sink").equals("download");
    }

    private static boolean isLoading(Fact fact) {
        var sink = Details.text(fact, "sink");
        return sink.equals("require") || sink.equals("import") || sink.equals("getBuiltinModule");
    }
}
