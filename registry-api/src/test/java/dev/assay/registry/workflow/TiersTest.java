package dev.assay.registry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Tier;
import dev.assay.registry.workflow.ReviewSettings.TierRules;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class TiersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execute_command",
                "runShellCommand",
                "shell",
                "execute_sql",
                "sql",
                "write_file",
                "create_or_update_file",
                "create_pull_request"
            })
    void aToolThatRunsOrWritesWhateverItIsToldIsHigh(String tool) {
        assertThat(tier(Answers.NONE, tool)).isEqualTo(Tier.HIGH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"send_mail", "list_files", "edit_profile", "run_report", "describe_table"})
    void aToolWhoseNameOnlySoundsAlikeIsNot(String tool) {
        assertThat(tier(Answers.NONE, tool)).isEqualTo(Tier.LOW);
    }

    @Test
    void whatPeopleAnsweredCounts() {
        assertThat(tier(answer(Questions.DATA_SUBJECTS, "personal"))).isEqualTo(Tier.MEDIUM);
        assertThat(tier(answer(Questions.DATA_SUBJECTS, "special-category"))).isEqualTo(Tier.HIGH);
        assertThat(tier(answer(Questions.SYSTEMS, "production-database"))).isEqualTo(Tier.HIGH);
        assertThat(tier(answer(Questions.EXPORTS_CUSTOMERS, "yes"))).isEqualTo(Tier.HIGH);
        assertThat(
                        tier(
                                answer(Questions.SENDS_OUTSIDE, "yes")
                                        .with(Questions.CHAINS_TOOLS, Answer.choice("yes"))))
                .isEqualTo(Tier.HIGH);
        assertThat(Tiers.of(Answers.NONE, List.of("*.example.com"), List.of(), List.of()))
                .satisfies(it -> assertThat(it.tier()).isEqualTo(Tier.MEDIUM))
                .satisfies(it -> assertThat(it.reasons().getFirst()).contains("example.com"));
    }

    @Test
    void settingsThatLeaveSomethingOutKeepTheRest() {
        var settings =
                settings(
                        Map.of(
                                Tier.HIGH,
                                new TierRules(
                                        30,
                                        Map.of(Role.SYSTEM_OWNER, 1, Role.DATA_PROTECTION, 0))));

        assertThat(settings.of(Tier.HIGH).days()).isEqualTo(30);
        assertThat(settings.of(Tier.HIGH).needed())
                .isEqualTo(Map.of(Role.SECURITY, 2, Role.SYSTEM_OWNER, 1));
        assertThat(settings.of(Tier.LOW).days()).isEqualTo(365);
        assertThatThrownBy(
                        () ->
                                settings(
                                        Map.of(
                                                Tier.LOW,
                                                new TierRules(null, Map.of(Role.SECURITY, 0)))))
                .hasMessageContaining("asks for nobody");
        assertThatThrownBy(
                        () ->
                                settings(
                                        Map.of(
                                                Tier.LOW,
                                                new TierRules(
                                                        null, Map.of(Role.ADMINISTRATOR, 1)))))
                .hasMessageContaining("administrator, which decides about nothing");
    }

    private static ReviewSettings settings(Map<Tier, TierRules> tiers) {
        return new ReviewSettings(
                tiers, Duration.ofMinutes(5), Duration.ofHours(8), Duration.ofHours(72), 90, 30);
    }

    private static Answers answer(Question question, String choice) {
        return Answers.NONE.with(question, Answer.choice(choice));
    }

    private static Tier tier(Answers answers, String... tools) {
        return Tiers.of(answers, List.of(), List.of(), List.of(tools)).tier();
    }
}
