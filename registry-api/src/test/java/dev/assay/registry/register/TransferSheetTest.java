package dev.assay.registry.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Transfer risk assessments that people finish. */
class TransferSheetTest {

    @Test
    void thereIsOneForEachImporterAndCountryThatNeedsOneOrMayNeedOne() {
        var server =
                SomeRecords.crm()
                        .with(
                                Subject.DESTINATION,
                                "api.adequate.example",
                                Map.of(
                                        Field.DESTINATION_HOST,
                                        SomeRecords.verified("api.adequate.example"),
                                        Field.DESTINATION_COUNTRY,
                                        SomeRecords.stated("FR"),
                                        Field.DESTINATION_TRANSFER,
                                        SomeRecords.stated("adequacy")))
                        .record();

        assertThat(sheets(server).stream().map(TransferSheet::title))
                .containsExactly("1 api.crm.example, US", "2 telemetry.example, country unknown");
    }

    @Test
    void theRecordAnswersTheFirstQuestionAndTheRestIsMarkedForPeople() {
        var rows = sheets(SomeRecords.crm().record()).getFirst().rows();

        assertThat(answer(rows, "Importer").text()).isEqualTo("CRM Inc.");
        assertThat(answer(rows, "Transfer mechanism").text()).isEqualTo("idta");
        assertThat(rows.stream().map(each -> each.cells().getFirst().text().substring(0, 1)))
                .contains("1", "2", "3", "4", "5", "6");
        assertThat(
                        rows.stream()
                                .filter(each -> each.cells().getFirst().text().startsWith("4"))
                                .map(each -> each.cells().getLast().provenance()))
                .isNotEmpty()
                .containsOnly(Provenance.UNKNOWN);
    }

    @Test
    void everyColumnThatTheSheetNamesIsOneOfTheRegister() {
        var columns = new TransferRegister().columns().stream().map(Column::key).toList();

        assertThat(
                        TransferForm.NEWEST.questions().stream()
                                .flatMap(each -> each.lines().stream())
                                .map(TransferForm.Line::column)
                                .filter(each -> each != null))
                .isNotEmpty()
                .allMatch(columns::contains);
    }

    private static List<TransferSheet> sheets(ServerRecord server) {
        return TransferSheet.of(server, SomeRecords.AROUND);
    }

    private static Cell answer(List<Row> rows, String asked) {
        return rows.stream()
                .filter(each -> each.cells().get(1).text().equals(asked))
                .findFirst()
                .orElseThrow()
                .cells()
                .getLast();
    }
}
