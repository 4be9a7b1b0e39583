package dev.assay.web;

import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;

/** Whole answers with as little at stake as there can be. */
public final class SomeAnswers {

    private SomeAnswers() {}

    public static Answers harmless(String purpose, String owner) {
        var answers = Answers.NONE;
        for (var question : Questions.ALL) {
            answers =
                    answers.with(
                            question,
                            switch (question.form()) {
                                case Question.Form.Line line -> Answer.text(owner);
                                case Question.Form.Text text -> Answer.text("tests");
                                case Question.Form.Choice choice ->
                                        new Answer(choice.options().getFirst().key(), "tests");
                                case Question.Form.YesNo yesNo -> Answer.choice("no");
                            });
        }
        return answers.with(Questions.OAUTH_SCOPES, Answer.NONE)
                .with(Questions.STAGE, Answer.choice("production"))
                .with(Questions.PURPOSE, Answer.text(purpose));
    }
}
