package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule says of a sighting. Two judgements of one kind, change, value and discriminator say
 * the same and become one finding.
 *
 * @param kind the kind of the finding
 * @param change what happened
 * @param severity how much it matters, reachability left aside
 * @param value the finding's value
 * @param discriminator what else tells it from others of the same value; often empty
 * @param title one sentence
 * @param facts the facts to show, the most telling first
 * @param detail what else the finding tells
 */
public record Judgement(
        FindingKind kind,
        Change change,
        Severity severity,
        String value,
        String discriminator,
        String title,
        List<Fact> facts,
        Map<String, Object> detail) {

    public Judgement {
        facts = List.copyOf(facts);
        detail = Map.copyOf(detail);
    }

    static Judgement of(Sighting sighting, Change change, Severity severity, String title) {
        var fact = sighting.fact();
        return new Judgement(
                fact.kind(),
                change,
                severity,
                fact.value(),
                "",
                title,
                sighting.now().isEmpty() ? sighting.before() : sighting.now(),
                fact.detail());
    }

    Judgement as(FindingKind other) {
        return new Judgement(other, change, severity, value, discriminator, title, facts, detail);
    }

    Judgement valued(String other) {
        return new Judgement(kind, change, severity, other, discriminator, title, facts, detail);
    }

    Judgement told(String by) {
        return new Judgement(kind, change, severity, value, by, title, facts, detail);
    }

    Judgement with(String key, Object value) {
        var longer = new TreeMap<>(detail);
        longer.put(key, value);
        return new Judgement(
                kind, change, severity, this.value, discriminator, title, facts, longer);
    }

    Judgement without(String key) {
        var shorter = new TreeMap<>(detail);
        shorter.remove(key);
        return new Judgement(kind, change, severity, value, discriminator, title, facts, shorter);
    }
}
