package dev.assay.registry.rest;

import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.registry.workflow.RequestForm;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;

/**
 * What is asked for. What is missing counts as empty, and is complained of with everything else.
 *
 * @param answers by key of the question: text, or an object of {@code choice} and {@code text}
 * @param renewal whether an approval that holds is to be looked at again
 * @param draft the draft that this was, which is thrown away once the request is taken
 */
record RequestWish(
        @Nullable String purl,
        @Nullable List<@Nullable String> domains,
        @Nullable Map<String, JsonNode> answers,
        @Nullable Boolean renewal,
        @Nullable String draft) {

    RequestForm form() {
        return new RequestForm(given(purl), hosts(), given(), Boolean.TRUE.equals(renewal));
    }

    List<String> hosts() {
        return domains == null ? List.of() : domains.stream().map(RequestWish::given).toList();
    }

    Answers given() {
        var all = Answers.NONE;
        for (var each :
                answers == null ? Map.<String, JsonNode>of().entrySet() : answers.entrySet()) {
            var question =
                    Questions.find(each.getKey())
                            .orElseThrow(
                                    () ->
                                            Problem.invalid(
                                                    "There is no question '" + each.getKey() + "'.",
                                                    "GET /api/v1/questions lists those there"
                                                            + " are."));
            all = all.with(question, answer(question, each.getValue()));
        }
        return all;
    }

    /** A bare text is the choice of a question that has choices, and the text of another. */
    private static Answer answer(Question question, JsonNode node) {
        if (node.isObject()) {
            return new Answer(node.path("choice").asString(""), node.path("text").asString(""));
        }
        var text = node.isBoolean() ? (node.asBoolean() ? "yes" : "no") : node.asString("");
        return switch (question.form()) {
            case Question.Form.Line line -> Answer.text(text);
            case Question.Form.Text several -> Answer.text(text);
            case Question.Form.Choice choice -> Answer.choice(text);
            case Question.Form.YesNo yesNo -> Answer.choice(text);
        };
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
