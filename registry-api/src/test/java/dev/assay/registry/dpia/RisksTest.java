package dev.assay.registry.dpia;

import static dev.assay.registry.dpia.SomeRecords.stated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/** Risks are proposed by conditions, with the reason, and judged by people. */
class RisksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "injected-content",
                "exfiltration",
                "backdoored-update",
                "over-broad-read",
                "special-by-accident",
                "leaves-the-country",
                "operator-as-controller",
                "second-store",
                "stale-credential",
                "rights-unsupported",
                "unattended-decisions"
            })
    void theMailServerBringsEachOfTheElevenThatTheLibraryIsMadeFor(String key) {
        var risk = risk(SomeRecords.mail(), Map.of(), key);

        assertThat(risk.reason()).isNotBlank();
        assertThat(risk.likelihood().mark()).isEqualTo(Mark.PROPOSED);
        assertThat(risk.overall().mark()).isEqualTo(Mark.PROPOSED);
        assertThat(risk.effect().mark()).isEqualTo(Mark.UNANSWERED);
        assertThat(risk.measures()).isNotEmpty();
    }

    @Test
    void everyConditionAndEveryControlOfTheFilesIsKnown() {
        var facts = new Facts(List.of(SomeRecords.mail()), "GB");

        for (var risk : Library.risks().risks()) {
            assertThat(RiskConditions.reason(risk.when(), facts)).isNotNull();
            assertThat(risk.measures())
                    .allSatisfy(
                            each -> assertThat(Controls.status(each.control(), facts)).isNotNull());
        }
        assertThat(Library.toolkit().rows(facts)).hasSizeGreaterThan(10);
    }

    @Test
    void theReasonNamesWhatItRestsOn() {
        assertThat(risk(SomeRecords.mail(), Map.of(), "injected-content").reason())
                .isEqualTo("may write: send_mail");
        assertThat(risk(SomeRecords.mail(), Map.of(), "leaves-the-country").reason())
                .contains("api.mailworks.example is in US");
    }

    @Test
    void aServerThatSeesNobodyAndWritesNothingBringsFewer() {
        assertThat(all(SomeRecords.clock(), Map.of()))
                .extracting(Risk::key)
                .doesNotContain(
                        "injected-content", "exfiltration", "second-store", "leaves-the-country");
    }

    @Test
    void homeIsWhereDataIsExpectedToStay() {
        var server =
                SomeRecords.of("home")
                        .with(Field.SERVER_COUNTRY, stated("GB"))
                        .destination("api.example", "GB", "Us")
                        .build();

        assertThat(all(server, Map.of()))
                .extracting(Risk::key)
                .doesNotContain("leaves-the-country");
    }

    @Test
    void whatPeopleJudgeReplacesWhatTheLibraryProposes() {
        var risk =
                risk(
                        SomeRecords.mail(),
                        Map.of(
                                "risk.exfiltration.likelihood", "probable",
                                "risk.exfiltration.severity", "severe",
                                "risk.exfiltration.residual", "medium"),
                        "exfiltration");

        assertThat(risk.overall().text()).isEqualTo("high");
        assertThat(risk.overall().mark()).isEqualTo(Mark.PLAIN);
        assertThat(risk.residual().mark()).isEqualTo(Mark.WRITTEN);
        assertThat(risk.residual().source()).contains("Dora Privacy");
    }

    @Test
    void peopleAddRisksOfTheirOwn() {
        var risk =
                risk(
                        SomeRecords.clock(),
                        Map.of("risk.own-1.title", "Staff feel watched", "risk.own-1.source", "us"),
                        "own-1");

        assertThat(risk.title()).isEqualTo("Staff feel watched");
        assertThat(risk.reason()).isEqualTo("added by Dora Privacy");
        assertThat(risk.overall().mark()).isEqualTo(Mark.UNANSWERED);
    }

    private static List<Risk> all(ServerRecord server, Map<String, String> answers) {
        return Assembly.of(SomeRecords.draft(List.of(server), answers)).risks();
    }

    private static Risk risk(ServerRecord server, Map<String, String> answers, String key) {
        return all(server, answers).stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no risk " + key));
    }
}
