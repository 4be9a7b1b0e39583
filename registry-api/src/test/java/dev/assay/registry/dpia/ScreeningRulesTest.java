package dev.assay.registry.dpia;

import static dev.assay.registry.dpia.SomeRecords.stated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.registry.dpia.Screening.Answer;
import dev.assay.registry.dpia.Screening.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AI always counts, and one criterion more makes an assessment mandatory. */
class ScreeningRulesTest {

    @Test
    void hasTheTwelveOfTheIcoAndItsEightToConsider() {
        var criteria = Library.newest().screening();

        assertThat(criteria.stream().filter(each -> each.group().equals("always"))).hasSize(12);
        assertThat(criteria.stream().filter(each -> each.group().equals("consider"))).hasSize(8);
    }

    @Test
    void aiAloneLeavesItOpenAsLongAsQuestionsAre() {
        var screening = screen(personal("orders"), Map.of());

        assertThat(row(screening, "new-technology").answer()).isEqualTo(Answer.YES);
        assertThat(screening.result()).isEqualTo(Result.UNDECIDED);
        assertThat(screening.reason()).contains("questions are open");
    }

    @Test
    void aiAndSpecialCategoryDataRequireIt() {
        var server =
                SomeRecords.of("clinic")
                        .with(Field.SERVER_DATA_SUBJECTS, stated("special-category"))
                        .build();

        var screening = screen(server, Map.of());

        assertThat(row(screening, "special-on-large-scale").answer()).isEqualTo(Answer.YES);
        assertThat(screening.result()).isEqualTo(Result.REQUIRED);
        assertThat(screening.reason()).contains("sensitive data");
    }

    @Test
    void twoSystemsWithPersonalDataAreMatching() {
        var screening = screen(SomeRecords.mail(), Map.of());

        assertThat(row(screening, "matching").answer()).isEqualTo(Answer.YES);
        assertThat(row(screening, "matching").reason()).contains("Mailbox", "Order system");
        assertThat(screening.result()).isEqualTo(Result.REQUIRED);
    }

    @ParameterizedTest
    @CsvSource({
        "face-images, biometric-genetic",
        "dna, biometric-genetic",
        "gps-position, tracking",
        "pupil-marks, children",
        "employee-names, vulnerable",
        "salary, sensitive",
        "health-records, sensitive"
    })
    void whatDataIsCalledAnswersARow(String data, String row) {
        var screening = screen(personal(data), Map.of());

        assertThat(row(screening, row).answer()).isEqualTo(Answer.YES);
        assertThat(row(screening, row).by()).isNull();
        assertThat(screening.result()).isEqualTo(Result.REQUIRED);
    }

    @Test
    void nobodysDataNeedsNone() {
        var screening = screen(SomeRecords.clock(), Map.of());

        assertThat(screening.result()).isEqualTo(Result.NOT_NEEDED);
        assertThat(screening.rows()).noneMatch(each -> each.answer() == Answer.OPEN);
    }

    @Test
    void oneServerWithPersonalDataCountsForAll() {
        var screening =
                ScreeningRules.of(
                        Library.newest().screening(),
                        new Facts(List.of(SomeRecords.clock(), personal("orders")), "GB"),
                        Map.of());

        assertThat(screening.result()).isEqualTo(Result.UNDECIDED);
    }

    @Test
    void whatNobodyHasSaidIsNotNo() {
        var screening = screen(SomeRecords.of("silent").build(), Map.of());

        assertThat(row(screening, "special-on-large-scale").answer()).isEqualTo(Answer.OPEN);
        assertThat(screening.result()).isEqualTo(Result.UNDECIDED);
    }

    @Test
    void aPersonsNoToEveryQuestionLeavesGoodPractice() {
        var answers = new HashMap<String, String>();
        Library.newest().screening().forEach(each -> answers.put("screening." + each.key(), "no"));

        var screening = screen(personal("orders"), answers);

        assertThat(screening.result()).isEqualTo(Result.GOOD_PRACTICE);
        assertThat(row(screening, "new-technology").answer()).isEqualTo(Answer.YES);
        assertThat(row(screening, "scoring").by()).contains("Dora Privacy");
    }

    @Test
    void aPersonsYesRequiresIt() {
        var screening =
                screen(
                        personal("orders"),
                        Map.of(
                                "screening.large-scale", "yes",
                                "screening.large-scale.reason", "two million customers"));

        assertThat(screening.result()).isEqualTo(Result.REQUIRED);
        assertThat(row(screening, "large-scale").reason()).isEqualTo("two million customers");
    }

    @Test
    void nobodyTakesBackWhatTheRecordSays() {
        var screening = screen(SomeRecords.mail(), Map.of("screening.matching", "no"));

        assertThat(row(screening, "matching").answer()).isEqualTo(Answer.YES);
        assertThat(row(screening, "matching").isComputedYes()).isTrue();
    }

    private static ServerRecord personal(String data) {
        return SomeRecords.of("some-server")
                .with(Field.SERVER_DATA_SUBJECTS, stated("personal"))
                .with(Field.SERVER_SPECIAL, stated("no"))
                .tool("read", "read", "none", data, "Shop")
                .build();
    }

    private static Screening screen(ServerRecord server, Map<String, String> answers) {
        return Assembly.of(SomeRecords.draft(List.of(server), answers)).screening();
    }

    private static Screening.Row row(Screening screening, String key) {
        return screening.rows().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
