package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Subject;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Holds a document against the ICO's list of what a good assessment has. */
final class Checks {

    private record Found(boolean met, String why) {}

    private final Facts facts;
    private final List<Risk> risks;
    private final List<Section> sections;
    private final List<Outcome> outcomes;

    private Checks(Facts facts, List<Risk> risks, List<Section> sections, List<Outcome> outcomes) {
        this.facts = facts;
        this.risks = risks;
        this.sections = sections;
        this.outcomes = outcomes;
    }

    /**
     * @param sections those before the sign-off
     */
    static List<Assessment.Check> of(
            List<Template.Check> checks,
            Facts facts,
            List<Risk> risks,
            List<Section> sections,
            List<Outcome> outcomes) {
        var all = new Checks(facts, risks, sections, outcomes);
        return checks.stream()
                .map(
                        each -> {
                            var found = all.found(each.rule());
                            return new Assessment.Check(
                                    each.key(), each.text(), found.met(), found.why());
                        })
                .toList();
    }

    private Found found(String rule) {
        if (rule.startsWith("answered:")) {
            return answered(rule.substring("answered:".length()));
        }
        if (rule.startsWith("outcome:")) {
            return outcome(rule.substring("outcome:".length()));
        }
        return switch (rule) {
            case "need-explained" -> new Found(true, "the screening gives the reasons");
            case "roles-known" ->
                    known(Subject.SERVER, Field.SERVER_ROLE, "the role of its operator");
            case "flow-complete" ->
                    known(Subject.DESTINATION, Field.DESTINATION_COUNTRY, "the country");
            case "processors-covered" -> processors();
            case "risks-assessed" ->
                    risks(
                            each ->
                                    each.likelihood().mark() == Mark.WRITTEN
                                            && each.severity().mark() == Mark.WRITTEN,
                            "every risk has a likelihood and a severity judged by a person",
                            "risks have no likelihood and severity judged by a person");
            case "measures-explained" ->
                    risks(
                            each ->
                                    !each.isMediumOrHigh()
                                            || (each.effect().mark() == Mark.WRITTEN
                                                    && each.residual().mark() == Mark.WRITTEN),
                            "every medium or high risk says what its measures do, and what is left",
                            "risks do not say what their measures do, or what risk is left");
            case "all-confirmed" -> confirmed();
            default -> throw new IllegalStateException("no rule of the self-check: " + rule);
        };
    }

    private Found answered(String item) {
        return sections.stream()
                .flatMap(section -> section.items().stream())
                .filter(each -> each.key().equals(item))
                .findFirst()
                .map(
                        each ->
                                each.isMissing()
                                        ? new Found(false, "not answered: " + each.label())
                                        : new Found(true, "answered"))
                .orElseThrow(() -> new IllegalStateException("no question " + item));
    }

    private Found outcome(String kind) {
        return outcomes.stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .map(
                        each ->
                                each.holds()
                                        ? new Found(true, each.word().line())
                                        : new Found(false, each.standing().text()))
                .orElseThrow(() -> new IllegalStateException("no outcome " + kind));
    }

    private Found known(Subject subject, Field field, String what) {
        var without =
                facts.each(subject)
                        .filter(each -> !each.knows(field))
                        .map(
                                each ->
                                        each.entry().key().isEmpty()
                                                ? each.server().name()
                                                : each.entry().key())
                        .toList();
        return without.isEmpty()
                ? new Found(true, what + " is on record everywhere")
                : new Found(false, what + " is unknown of " + few(without));
    }

    private Found processors() {
        var without =
                facts.each(Subject.SERVER)
                        .filter(each -> !each.is(Field.SERVER_ROLE, "none"))
                        .filter(each -> !each.knows(Field.SERVER_AGREEMENT))
                        .map(each -> each.server().name())
                        .toList();
        return without.isEmpty()
                ? new Found(true, "every operator with a role has an agreement on record")
                : new Found(false, "no agreement is on record for " + few(without));
    }

    private Found risks(Predicate<Risk> is, String met, String unmet) {
        var without = risks.stream().filter(each -> !is.test(each)).count();
        return without == 0
                ? new Found(true, met)
                : new Found(false, without + " of " + risks.size() + " " + unmet);
    }

    private Found confirmed() {
        var without =
                sections.stream()
                        .filter(each -> !(each.confirmed() instanceof Section.Confirmed.Holds))
                        .map(Section::title)
                        .toList();
        return without.isEmpty()
                ? new Found(true, "every section is confirmed")
                : new Found(false, "not confirmed: " + few(without));
    }

    private static String few(List<String> names) {
        return names.stream().distinct().limit(4).collect(Collectors.joining(", "))
                + (names.size() > 4 ? " and others" : "");
    }
}
