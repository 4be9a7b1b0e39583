package dev.assay.registry.vetting;

import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;

/** Whole answers, for tests that are about something else. */
final class SomeAnswers {

    private SomeAnswers() {}

    /** A production request with as little at stake as there can be. */
    static Answers harmless() {
        var answers = Answers.NONE;
        for (var question : Questions.ALL) {
            answers = answers.with(question, harmless(question));
        }
        return answers.with(Questions.OAUTH_SCOPES, Answer.NONE)
                .with(Questions.STAGE, Answer.choice("production"));
    }

    static Answers personal() {
        return harmless().with(Questions.DATA_SUBJECTS, new Answer("personal", "customers"));
    }

    private static Answer harmless(Question question) {
        return switch (question.form()) {
            case Question.Form.Line line -> Answer.text("team tests");
            case Question.Form.Text text -> Answer.text("tests");
            case Question.Form.Choice choice ->
                    new Answer(choice.options().getFirst().key(), "tests");
            case Question.Form.YesNo yesNo -> Answer.choice("no");
        };
    }
}
