package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;

/** A rule whose weight depends on nothing but whether the thing is new. */
final class SimpleRule extends CapabilityRule {

    private final Severity whenNew;
    private final Severity whenMore;
    private final Severity whenPresent;
    private final String words;

    /**
     * @param whenMore how much it matters that new code does what other code did before
     * @param words what it does, to follow "Now " and precede the value
     */
    SimpleRule(
            FindingKind kind,
            Severity whenNew,
            Severity whenMore,
            Severity whenPresent,
            String words) {
        super(kind);
        this.whenNew = whenNew;
        this.whenMore = whenMore;
        this.whenPresent = whenPresent;
        this.words = words;
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, whenNew, "Now " + words);
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.CHANGED, whenMore, "From new code " + words);
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var sentence =
                words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
        return told(sighting, change, whenPresent, sentence);
    }

    private List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String sentence) {
        return one(sighting, change, severity, Sentences.cut(sentence + " " + sighting.value()));
    }
}
