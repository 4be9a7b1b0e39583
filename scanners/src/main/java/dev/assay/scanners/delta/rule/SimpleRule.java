package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/** A rule whose weight depends on nothing but whether the thing is new. */
final class SimpleRule extends CapabilityRule {

    private final Severity whenNew;
    private final Severity whenMore;
    private final Severity whenPresent;
    private final String words;
    private final String discriminator;

    /**
     * @param discriminator the detail that, besides the value, tells two things apart; may be empty
     * @param whenMore how much it matters that new code does what other code did before
     * @param words what it does, to follow "Now " and precede the value
     */
    SimpleRule(
            FindingKind kind,
            String discriminator,
            Severity whenNew,
            Severity whenMore,
            Severity whenPresent,
            String words) {
        super(kind);
        this.discriminator = discriminator;
        this.whenNew = whenNew;
        this.whenMore = whenMore;
        this.whenPresent = whenPresent;
        this.words = words;
    }

    @Override
    public String key(Fact fact) {
        return fact.value() + "\u0000" + Details.text(fact, discriminator);
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
        var by = Details.text(sighting.fact(), discriminator);
        var title = sentence + " " + sighting.value() + (by.isEmpty() ? "" : " (" + by + ")");
        return List.of(Judgement.of(sighting, change, severity, Sentences.cut(title)).told(by));
    }
}
