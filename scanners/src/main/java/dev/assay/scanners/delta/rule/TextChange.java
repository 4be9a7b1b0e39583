package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Another wording of something a model reads. New words weigh, and weigh more when they give
 * orders; words that went are a note.
 *
 * @param words what was added and removed
 */
record TextChange(WordDifference words) {

    /** The change of one text between the versions, or null where the words are the same. */
    static @Nullable TextChange of(Sighting sighting, String key) {
        var changed = Changed.of(sighting, key);
        return changed == null
                ? null
                : new TextChange(
                        WordDifference.between(
                                String.valueOf(changed.before()), String.valueOf(changed.now())));
    }

    Judgement judgement(Sighting sighting, FindingKind kind, String subject) {
        var added = String.join(" … ", words.added());
        var orders = ToolText.givesOrders(added);
        var severity =
                orders
                        ? ToolText.severity(added)
                        : added.isEmpty() ? Severity.LOW : Severity.MEDIUM;
        var title =
                subject
                        + (orders
                                ? " now gives the model orders: "
                                : added.isEmpty() ? " lost words: " : " changed: ")
                        + (added.isEmpty() ? String.join(" … ", words.removed()) : added);
        var judgement = Judgement.of(sighting, Change.CHANGED, severity, Sentences.cut(title));
        return new Judgement(
                kind,
                judgement.change(),
                severity,
                judgement.value(),
                "",
                judgement.title(),
                judgement.facts(),
                Map.copyOf(words.detail()));
    }
}
