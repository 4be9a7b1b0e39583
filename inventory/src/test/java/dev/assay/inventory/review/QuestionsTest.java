package dev.assay.inventory.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Stage;

import org.junit.jupiter.api.Test;

import java.util.HashSet;

class QuestionsTest {

    @Test
    void everyQuestionHasAKeyOfItsOwnAndItsFieldsToo() {
        var fields = new HashSet<String>();
        for (var question : Questions.ALL) {
            assertThat(fields.add(question.key())).as(question.key()).isTrue();
            assertThat(fields.add(question.detailKey())).as(question.key()).isTrue();
            assertThat(Questions.find(question.key())).contains(question);
        }
    }

    @Test
    void asksLessOfASandboxThatSeesNobodysData() {
        var nobody = Answers.NONE.with(Questions.DATA_SUBJECTS, Answer.choice(Questions.NOBODY));
        var people = Answers.NONE.with(Questions.DATA_SUBJECTS, Answer.choice("personal"));

        assertThat(Questions.needed(Stage.SANDBOX, Tier.LOW, nobody))
                .contains(Questions.PURPOSE, Questions.KEEPS_CONTEXT)
                .doesNotContain(Questions.LAWFUL_BASIS, Questions.ALTERNATIVES);
        assertThat(Questions.needed(Stage.PRODUCTION, Tier.LOW, people))
                .containsExactlyElementsOf(
                        Questions.ALL.stream()
                                .filter(each -> !each.equals(Questions.OAUTH_SCOPES))
                                .toList());
        assertThat(Questions.needed(Stage.SANDBOX, Tier.HIGH, nobody))
                .contains(Questions.CONSULTATION);
    }

    @Test
    void aYesNeedsItsControlAndANoDoesNot() {
        var question = Questions.SENDS_OUTSIDE;

        assertThat(question.isAnswered(Answer.choice("no"))).isTrue();
        assertThat(question.isAnswered(new Answer("yes", "every mail is confirmed"))).isTrue();
        assertThat(question.flaw(Answer.choice("yes")).orElseThrow().field())
                .isEqualTo("sends-outside-text");
        assertThat(question.flaw(Answer.NONE).orElseThrow().field()).isEqualTo("sends-outside");
    }

    @Test
    void halfAnAnswerToWhatIsNotNeededIsNotHeldAgainstAnybody() {
        var half = Answer.choice("consent");

        assertThat(Questions.LAWFUL_BASIS.flaw(half)).isPresent();
        assertThat(Questions.LAWFUL_BASIS.excess(half)).isEmpty();
        assertThat(Questions.LAWFUL_BASIS.excess(new Answer("consent", "x".repeat(2001))))
                .isPresent();
    }

    @Test
    void answersAreTheSameDocumentInWhateverOrderTheyWereGiven() {
        var one =
                Answers.NONE
                        .with(Questions.OWNER, Answer.text("us"))
                        .with(Questions.PURPOSE, Answer.text("mail"))
                        .with(Questions.VOLUME, Answer.NONE);
        var other =
                Answers.NONE
                        .with(Questions.PURPOSE, Answer.text("mail"))
                        .with(Questions.OWNER, Answer.text("us"));

        assertThat(one.json()).isEqualTo(other.json());
        assertThat(Answers.parse(one.json())).isEqualTo(one);
    }
}
