package dev.assay.registry.dpia;

import dev.assay.inventory.record.Field;
import dev.assay.registry.dpia.Screening.Answer;
import dev.assay.registry.dpia.Screening.Result;
import dev.assay.registry.dpia.Screening.Row;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Computes the screening: AI always counts, and one more criterion of WP248rev01 makes an
 * assessment mandatory (the ICO's list of operations that require one, "innovative technology").
 */
final class ScreeningRules {

    static final String NEW_TECHNOLOGY = "new-technology";

    private static final Pattern BODY =
            Pattern.compile("\\b(biometric|fingerprint|face|facial|voiceprint|genetic|dna)\\w*");
    private static final Pattern LOCATION =
            Pattern.compile("\\b(location|gps|geolocation|tracking|whereabouts)\\w*");
    private static final Pattern CHILDREN =
            Pattern.compile("\\b(child|children|pupil|minor|student)\\w*");
    private static final Pattern VULNERABLE =
            Pattern.compile(
                    "\\b(patient|employee|staff|child|children|pupil|elderly|disab|asylum|tenant)\\w*");
    private static final Pattern HIGHLY_PERSONAL =
            Pattern.compile(
                    "\\b(health|medical|salary|payroll|bank|financial|diary|mailbox|union|religio|"
                            + "ethnic|sexual|criminal|offence|hr record)\\w*");

    private record Found(Answer answer, String reason) {}

    private ScreeningRules() {}

    /**
     * @param answers what people wrote, by {@code screening.KEY} ({@code yes} or {@code no}) and
     *     {@code screening.KEY.reason}
     */
    static Screening of(
            List<Template.Criterion> criteria, Facts facts, Map<String, Written> answers) {
        var rows = criteria.stream().map(each -> row(each, facts, answers)).toList();
        var met =
                rows.stream()
                        .filter(each -> each.answer() == Answer.YES)
                        .map(Row::criterion)
                        .filter(each -> !each.equals(NEW_TECHNOLOGY))
                        .collect(Collectors.toCollection(TreeSet::new));
        var isAi =
                rows.stream()
                        .anyMatch(
                                each ->
                                        each.criterion().equals(NEW_TECHNOLOGY)
                                                && each.answer() == Answer.YES);
        var open = rows.stream().filter(each -> each.answer() == Answer.OPEN).count();
        if (isAi && !met.isEmpty()) {
            return new Screening(
                    Result.REQUIRED,
                    "AI is new technology, and it is combined with: "
                            + String.join(", ", met).replace('-', ' ')
                            + ".",
                    rows);
        }
        if (facts.personal() == Facts.Says.NO) {
            return new Screening(
                    Result.NOT_NEEDED,
                    "It is stated of every server that it sees nobody's data. If that changes, this"
                            + " is to be screened again.",
                    rows);
        }
        if (open > 0) {
            return new Screening(
                    Result.UNDECIDED,
                    "AI is new technology. No other criterion is met so far, and "
                            + open
                            + (open == 1 ? " question is open." : " questions are open."),
                    rows);
        }
        return new Screening(
                Result.GOOD_PRACTICE,
                "AI is new technology, and no other criterion is met. The ICO considers an"
                        + " assessment best practice all the same.",
                rows);
    }

    private static Row row(
            Template.Criterion criterion, Facts facts, Map<String, Written> answers) {
        var found = found(criterion.rule(), facts);
        var key = "screening." + criterion.key();
        var said = answers.get(key);
        if (found.answer() != Answer.YES && said != null) {
            var reason = answers.get(key + ".reason");
            return new Row(
                    criterion.key(),
                    criterion.group(),
                    criterion.criterion(),
                    criterion.text(),
                    said.text().equals("yes") ? Answer.YES : Answer.NO,
                    reason == null ? "no reason is given" : reason.text(),
                    said.by() + ", " + said.day());
        }
        return new Row(
                criterion.key(),
                criterion.group(),
                criterion.criterion(),
                criterion.text(),
                found.answer(),
                found.reason(),
                null);
    }

    private static Found found(String rule, Facts facts) {
        return switch (rule) {
            case "ai" -> new Found(Answer.YES, "AI agents call these servers");
            case "special-category" -> special(facts);
            case "several-systems" -> systems(facts);
            case "biometric-genetic" -> named(BODY, facts);
            case "location" -> named(LOCATION, facts);
            case "children" -> named(CHILDREN, facts);
            case "vulnerable" -> named(VULNERABLE, facts);
            case "sensitive" ->
                    facts.special() == Facts.Says.YES
                            ? special(facts)
                            : named(HIGHLY_PERSONAL, facts);
            case "unattended-writes" -> unattended(facts);
            case "ask" -> asked(facts, "the record cannot tell");
            default -> throw new IllegalStateException("no rule of the screening: " + rule);
        };
    }

    private static Found special(Facts facts) {
        return switch (facts.special()) {
            case YES ->
                    new Found(
                            Answer.YES,
                            "it is stated that special-category or criminal-offence data is seen");
            case NO -> new Found(Answer.NO, "it is stated that no such data is seen");
            case NOTHING -> new Found(Answer.OPEN, "nobody has said whether such data is seen");
        };
    }

    private static Found systems(Facts facts) {
        if (facts.personal() == Facts.Says.NO) {
            return asked(facts, "");
        }
        var systems = facts.systems();
        if (systems.size() < 2) {
            return new Found(
                    Answer.OPEN,
                    systems.isEmpty()
                            ? "no business system is on record by name"
                            : "one business system is named: " + systems.iterator().next());
        }
        return new Found(
                Answer.YES,
                "the servers reach "
                        + systems.size()
                        + " business systems: "
                        + systems.stream().limit(6).collect(Collectors.joining(", "))
                        + (systems.size() > 6 ? " and others" : ""));
    }

    private static Found named(Pattern words, Facts facts) {
        var found = facts.mentioned(words);
        return found.isEmpty()
                ? asked(facts, "no data class or field is named so")
                : new Found(
                        Answer.YES,
                        "named among the data: "
                                + found.stream().limit(6).collect(Collectors.joining(", ")));
    }

    private static Found unattended(Facts facts) {
        var tools = facts.unattended();
        return asked(
                facts,
                tools.isEmpty()
                        ? "every tool that writes is confirmed by a person, as far as is on record"
                        : "nobody confirms each call of "
                                + Facts.names(tools.stream(), Field.TOOL_NAME));
    }

    /** A question that a person answers, unless there is no data about people at all. */
    private static Found asked(Facts facts, String why) {
        return facts.personal() == Facts.Says.NO
                ? new Found(Answer.NO, "it is stated that no server sees personal data")
                : new Found(Answer.OPEN, why);
    }
}
