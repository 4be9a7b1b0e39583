package dev.assay.web.page;

import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Draft;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.RequestForm;

import org.springframework.util.MultiValueMap;

import java.util.ArrayList;
import java.util.Arrays;

/** What the request form sends: one field per question, and what the form itself needs. */
record RequestFields(MultiValueMap<String, String> sent) {

    String purl() {
        return text("purl");
    }

    /** What is typed, with the hosts whose button was pressed. */
    String domains() {
        var declared = sent.get("declare");
        if (declared == null) {
            return text("domains");
        }
        var lines = new ArrayList<>(text("domains").lines().toList());
        declared.stream().filter(each -> !lines.contains(each)).forEach(lines::add);
        lines.removeIf(String::isBlank);
        return String.join("\n", lines);
    }

    Answers answers() {
        var answers = Answers.NONE;
        for (var question : Questions.ALL) {
            answers = answers.with(question, answer(question));
        }
        return answers;
    }

    RequestForm form() {
        return new RequestForm(
                purl(), domains().lines().toList(), answers(), origin() == Draft.Origin.RENEWAL);
    }

    Drafts.Written written() {
        return new Drafts.Written(
                Id.parse(text("draft")).orElse(null),
                purl(),
                domains(),
                answers(),
                origin(),
                Id.parse(text("originId")).orElse(null));
    }

    Draft.Origin origin() {
        return Arrays.stream(Draft.Origin.values())
                .filter(each -> each.name().equals(text("origin")))
                // Whoever sends a form is a person.
                .filter(each -> each != Draft.Origin.AGENT)
                .findFirst()
                .orElse(Draft.Origin.BLANK);
    }

    /** Whether the button was the one that hands in. */
    boolean handsIn() {
        return text("act").equals("hand-in");
    }

    private Answer answer(Question question) {
        return switch (question.form()) {
            case Question.Form.Line line -> Answer.text(text(question.key()));
            case Question.Form.Text several -> Answer.text(text(question.key()));
            case Question.Form.Choice choice ->
                    new Answer(text(question.key()), text(question.detailKey()));
            case Question.Form.YesNo yesNo ->
                    new Answer(text(question.key()), text(question.detailKey()));
        };
    }

    private String text(String name) {
        var value = sent.getFirst(name);
        return value == null ? "" : value;
    }
}
