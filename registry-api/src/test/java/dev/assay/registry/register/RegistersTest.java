package dev.assay.registry.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.Provenance;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.inventory.record.Subject;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class RegistersTest {

    private static final ServerRecord CRM = SomeRecords.crm().record();
    private static final ServerRecord BARE = SomeRecords.server(Map.of()).record();

    @Test
    void noCellIsBlankHoweverLittleIsKnown() {
        for (var register : all()) {
            for (var server : List.of(CRM, BARE)) {
                for (var row : register.rows(server, SomeRecords.AROUND)) {
                    assertThat(row.cells()).hasSameSizeAs(register.columns());
                    assertThat(row.cells())
                            .allSatisfy(
                                    cell -> assertThat(cell.text()).as(register.id()).isNotBlank());
                }
            }
        }
    }

    @Test
    void whatNobodyKnowsIsUnknownWithTheReason() {
        var row = new RopaRegister().rows(BARE, SomeRecords.AROUND).getFirst();

        assertThat(text(new RopaRegister(), row, "lawful-basis"))
                .isEqualTo("unknown (nobody has said)");
        assertThat(text(new RopaRegister(), row, "representative"))
                .isEqualTo("unknown (the setting assay.organisation.representative is empty)");
        assertThat(row.known(new RopaRegister().columns()))
                .contains("unknown: ", "lawful-basis", "verified: workflow, server, package");
    }

    @Test
    void whatIsKnownToBeNothingIsNone() {
        var row = new RopaRegister().rows(CRM, SomeRecords.AROUND).getFirst();

        assertThat(text(new RopaRegister(), row, "joint-controllers")).isEqualTo("none");
    }

    @Test
    void processingHasARowForWhatWasAskedForAndForEachReasonOfAGrant() {
        var register = new RopaRegister();
        var rows = register.rows(CRM, SomeRecords.AROUND);

        assertThat(rows)
                .extracting(each -> text(register, each, "workflow"))
                .containsExactly("as requested", "answer complaints");
        assertThat(rows)
                .extracting(each -> text(register, each, "purposes"))
                .containsExactly("Look customers up", "answer complaints");
        assertThat(text(register, rows.get(1), "tools")).isEqualTo("send_mail");
    }

    @Test
    void recipientsSayWhoIsNotKnownBesideWhoIs() {
        var register = new RopaRegister();
        var recipients =
                cell(register, register.rows(CRM, SomeRecords.AROUND).getFirst(), "recipients");

        assertThat(recipients.text())
                .contains(
                        "Example Ltd (operates the server)",
                        "CRM Inc. (api.crm.example)",
                        "unknown (nobody has said) (telemetry.example)");
        assertThat(recipients.provenance()).isEqualTo(Provenance.UNKNOWN);
    }

    @Test
    void thirdCountriesLeaveOutHomeAndKeepWhatIsUnknown() {
        var register = new RopaRegister();
        var row = register.rows(CRM, SomeRecords.AROUND).getFirst();

        assertThat(text(register, row, "third-countries"))
                .isEqualTo("US (api.crm.example); unknown (nobody has said) (telemetry.example)");
        assertThat(text(register, row, "safeguards")).contains("idta (api.crm.example)");
    }

    @Test
    void aToolThatWritesWithoutApprovalIsADecisionWithoutAPerson() {
        var register = new RopaRegister();
        var row = register.rows(CRM, SomeRecords.AROUND).getFirst();

        assertThat(text(register, row, "automated"))
                .isEqualTo("send_mail writes, approval of a call: none");
    }

    @Test
    void transfersAreOneForEachImporterAbroadOrOfUnknownCountry() {
        var register = new TransferRegister();
        var rows = register.rows(CRM, SomeRecords.AROUND);

        assertThat(rows)
                .extracting(each -> text(register, each, "host"))
                .containsExactly("api.crm.example", "telemetry.example");
        assertThat(rows)
                .extracting(each -> text(register, each, "country"))
                .containsExactly("US", "unknown (nobody has said)");
        assertThat(text(register, rows.getFirst(), "assessment-needed")).isEqualTo("yes");
        assertThat(text(register, rows.getFirst(), "open")).isEqualTo("transfer risk assessment");
        assertThat(text(register, rows.get(1), "assessment-needed")).startsWith("unknown (");
        assertThat(text(register, rows.get(1), "open")).contains("country", "mechanism");
    }

    @Test
    void adequacyNeedsNoAssessment() {
        var register = new TransferRegister();
        var server =
                SomeRecords.server(Map.of(Field.SERVER_COUNTRY, SomeRecords.stated("GB")))
                        .with(
                                Subject.DESTINATION,
                                "a.example",
                                Map.of(
                                        Field.DESTINATION_COUNTRY, SomeRecords.stated("FR", "DE"),
                                        Field.DESTINATION_TRANSFER, SomeRecords.stated("adequacy")))
                        .record();
        var rows = register.rows(server, SomeRecords.AROUND);

        assertThat(rows)
                .extracting(each -> text(register, each, "country"))
                .containsExactly("FR", "DE");
        assertThat(rows)
                .extracting(each -> text(register, each, "assessment-needed"))
                .containsOnly("no");
    }

    @Test
    void reviewsDueComeInTheOrderOfTheirDaysAndSayWhatIsOverdue() {
        var register = new ReviewsDueRegister();
        var rows = register.rows(CRM, SomeRecords.AROUND);

        assertThat(rows)
                .extracting(each -> text(register, each, "what"))
                .containsExactly("approval", "grant");
        assertThat(rows)
                .extracting(each -> text(register, each, "overdue"))
                .containsExactly("yes", "no");
    }

    @Test
    void findingsOfAReleaseThatCannotBeReadAreUnknownAndNotNone() {
        var register = new FindingRegister();
        var unread =
                new Surroundings(
                        SomeRecords.AROUND.organisation(),
                        SomeRecords.AROUND.today(),
                        release -> Optional.empty());

        assertThat(register.rows(CRM, SomeRecords.AROUND)).isEmpty();
        var rows = register.rows(CRM, unread);
        assertThat(rows).hasSize(1);
        assertThat(text(register, rows.getFirst(), "severity")).startsWith("unknown (");
    }

    @Test
    void aFindingIsARowWithItsWaiver() {
        var register = new FindingRegister();
        var finding =
                new Finding(
                        "f1",
                        FindingKind.COVERAGE,
                        Change.ADDED,
                        Severity.HIGH,
                        "dist/x.js",
                        "Part of it was not read",
                        true,
                        Via.PLAIN,
                        List.of(),
                        Map.of());
        var around =
                new Surroundings(
                        SomeRecords.AROUND.organisation(),
                        SomeRecords.AROUND.today(),
                        release -> Optional.of(List.of(finding)));
        var waived =
                SomeRecords.crm()
                        .with(
                                Subject.DECISION,
                                "w1",
                                Map.of(
                                        Field.DECISION_KIND, SomeRecords.verified("waiver"),
                                        Field.DECISION_RELEASE, SomeRecords.verified("1.2.3"),
                                        Field.DECISION_STATE, SomeRecords.verified("granted"),
                                        Field.DECISION_TARGET, SomeRecords.verified("f1")))
                        .record();
        var row = register.rows(waived, around).getFirst();

        assertThat(text(register, row, "kind")).isEqualTo("coverage");
        assertThat(text(register, row, "waiver")).isEqualTo("granted");
        assertThat(DecisionRegister.waivers().rows(waived, around)).hasSize(1);
        assertThat(DecisionRegister.approvals().rows(waived, around)).isEmpty();
    }

    private static List<Register> all() {
        return Stream.concat(Registers.KEPT.stream(), Registers.WHOLE.stream()).toList();
    }

    private static Cell cell(Register register, Row row, String key) {
        for (var i = 0; i < register.columns().size(); i++) {
            if (register.columns().get(i).key().equals(key)) {
                return row.cells().get(i);
            }
        }
        throw new AssertionError("no column " + key);
    }

    private static String text(Register register, Row row, String key) {
        return cell(register, row, key).text();
    }
}
