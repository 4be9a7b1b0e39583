package dev.assay.registry.dpia;

import static dev.assay.registry.dpia.SomeRecords.stated;
import static dev.assay.registry.dpia.SomeRecords.verified;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.ServerRecord;
import dev.assay.registry.register.Organisation;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** What a document says of records and answers, and what a word for it is worth. */
class DpiaAssemblyTest {

    @Test
    void noCellIsBlank() {
        var of = Assembly.of(SomeRecords.draft(List.of(SomeRecords.mail()), Map.of()));

        assertThat(of.sections())
                .flatExtracting(Section::items)
                .flatExtracting(Section.Item::blocks)
                .filteredOn(Block.Table.class::isInstance)
                .flatExtracting(each -> ((Block.Table) each).rows())
                .allSatisfy(
                        row ->
                                assertThat(row)
                                        .allSatisfy(cell -> assertThat(cell.text()).isNotBlank()));
    }

    @Test
    void whatIsUnknownStatedAndProposedIsMarkedInWords() {
        var of = Assembly.of(SomeRecords.draft(List.of(SomeRecords.mail()), Map.of()));
        var lines =
                of.section("nature").items().stream()
                        .flatMap(each -> each.blocks().stream())
                        .filter(Block.Table.class::isInstance)
                        .flatMap(each -> ((Block.Table) each).rows().stream())
                        .flatMap(List::stream)
                        .map(Cell::line)
                        .toList();

        assertThat(lines)
                .contains(
                        "US [stated, not verified]", "unknown", "api.mailworks.example [verified]");
        assertThat(answer(of, "nature.handling").mark()).isEqualTo(Mark.UNANSWERED);
        assertThat(answer(of, "screening.aims").mark()).isEqualTo(Mark.PROPOSED);
    }

    @Test
    void aConfirmationHoldsUntilTheSectionChanges() {
        var draft = SomeRecords.draft(List.of(SomeRecords.mail()), Map.of());
        var content = Assembly.of(draft).section("scope").content();
        var given = List.of(new Draft.Given("scope", content, "Dora Privacy", SomeRecords.AT));

        assertThat(Assembly.of(with(draft, given)).section("scope").confirmed())
                .isEqualTo(new Section.Confirmed.Holds("Dora Privacy", "2026-11-01"));

        var answered =
                SomeRecords.draft(
                        List.of(SomeRecords.mail()), Map.of("scope.people", "500 in the UK"));
        assertThat(Assembly.of(with(answered, given)).section("scope").confirmed())
                .isInstanceOf(Section.Confirmed.Lapsed.class);
        assertThat(Assembly.of(with(answered, given)).section("nature").confirmed())
                .isInstanceOf(Section.Confirmed.Never.class);
    }

    @Test
    void adviceIsForWhatTheSectionsSaidThen() {
        var draft = SomeRecords.draft(List.of(SomeRecords.mail()), Map.of());
        var said =
                new Draft.Said(
                        "dpo-advice",
                        "may proceed",
                        "with the measures",
                        Assembly.of(draft).content(),
                        "Dora Privacy",
                        SomeRecords.AT);
        var advised = said(draft, said);

        assertThat(outcome(Assembly.of(advised)).holds()).isTrue();

        var changed =
                said(
                        SomeRecords.draft(
                                List.of(SomeRecords.mail()), Map.of("scope.people", "500")),
                        said);
        assertThat(outcome(Assembly.of(changed)).holds()).isFalse();
        assertThat(outcome(Assembly.of(changed)).standing().text()).contains("EARLIER STATE");
    }

    @Test
    void theSelfCheckSaysWhatIsNotMetYet() {
        var of = Assembly.of(SomeRecords.draft(List.of(SomeRecords.mail()), Map.of()));

        assertThat(of.checks())
                .filteredOn(
                        each -> each.key().equals("dpo-advice") || each.key().equals("confirmed"))
                .hasSize(2)
                .noneMatch(Assessment.Check::met);
        assertThat(of.checks())
                .filteredOn(each -> each.key().equals("lawful-basis"))
                .allMatch(Assessment.Check::met);
    }

    @Test
    void severalServersAreOneDocument() {
        var of =
                Assembly.of(
                        SomeRecords.draft(
                                List.of(SomeRecords.mail(), SomeRecords.clock()), Map.of()));

        assertThat(of.head().servers())
                .extracting(Assessment.Pinned::name)
                .containsExactly("assay-sample-mail", "clock-server");
        assertThat(of.flow().columns().get(2)).containsExactly("assay-sample-mail", "clock-server");
    }

    @Test
    void theFlowLeavesOutWhatIsNeverOffered() {
        var flow = DataFlow.of(List.of(SomeRecords.mail()));

        assertThat(flow.columns().get(1)).doesNotContain("delete_mail");
        assertThat(flow.edges())
                .contains(
                        new DataFlow.Edge(0, "Mailbox", "send_mail", true),
                        new DataFlow.Edge(3, "api.mailworks.example", "US", false),
                        new DataFlow.Edge(3, "orders.shop.example", "not known", false));
    }

    @Test
    void theFlowTakesASystemFromTheRequestWhereNobodyNamedItOfATool() {
        var asked =
                SomeRecords.of("billing")
                        .with(Field.SERVER_SYSTEMS, stated("production"))
                        .with(Field.SERVER_SYSTEMS_DETAIL, stated("Billing, by its export"))
                        .tool("send", "write", "confirm", "", "")
                        .tool("find", "read", "none", "", "Order system")
                        .build();

        var flow = DataFlow.of(List.of(asked));

        assertThat(flow.edges())
                .contains(
                        new DataFlow.Edge(0, "Billing, by its export", "send", true, true),
                        new DataFlow.Edge(0, "Order system", "find", false));
        assertThat(flow.columns().getFirst()).doesNotContain("not known");
        assertThat(flow.inWords())
                .contains("stated of the server, and nobody has said it of send (dashed)");
        assertThat(ropaSource(asked)).isEqualTo("Billing, by its export [stated, not verified]");
    }

    @Test
    void theFlowSaysNoneWhereARequestSaysSoAndNotKnownWhereNobodySaid() {
        var none =
                SomeRecords.of("a")
                        .with(Field.SERVER_SYSTEMS, stated("none"))
                        .tool("now", "read", "none", "", "")
                        .build();
        var unsaid = SomeRecords.of("b").tool("then", "read", "none", "", "").build();
        var unnamed =
                SomeRecords.of("c")
                        .with(Field.SERVER_SYSTEMS, stated("test"))
                        .tool("try", "read", "none", "", "")
                        .build();

        assertThat(DataFlow.of(List.of(none, unsaid, unnamed)).columns().getFirst())
                .containsExactly("none", "not known", "test (not named)");
        assertThat(ropaSource(unsaid)).isEqualTo("unknown [no business system is on record]");
    }

    private static String ropaSource(ServerRecord record) {
        var ropa = new Ropa(SomeRecords.NOBODY).sheet();
        var row = ropa.rows().apply(record).findFirst().orElseThrow();
        return row.get(ropa.columns().indexOf("Source of the data")).line();
    }

    @Test
    void noHeadingOfTheFormStandsAlone() {
        var of = Assembly.of(SomeRecords.draft(List.of(SomeRecords.mail()), Map.of()));

        assertThat(of.sections())
                .flatExtracting(Section::items)
                .noneMatch(each -> each.answer() == null && each.blocks().isEmpty());
    }

    @Test
    void peopleReadTimesToTheMinuteAndTheTextStaysExact() {
        var cell = Cell.of(verified("2026-11-22T15:01:26.998538Z", "1.0"));

        assertThat(cell.words()).isEqualTo("2026-11-22 15:01 UTC, 1.0");
        assertThat(cell.text()).isEqualTo("2026-11-22T15:01:26.998538Z, 1.0");
        assertThat(
                        Assembly.of(SomeRecords.draft(List.of(SomeRecords.mail()), Map.of()))
                                .head()
                                .pin())
                .startsWith("Records of 2026-11-01, snapshot sha256:");
    }

    @Test
    void theControllerIsTheOrganisationOfTheRegistersUnlessSetForAssessments() {
        var registers = new Organisation("Example Ltd", "1 High Street", null, "dpo@example.com");

        assertThat(new DpiaSettings(null, null, null).organisation(registers))
                .isEqualTo(new Draft.Organisation("Example Ltd", "dpo@example.com", "GB"));
        assertThat(new DpiaSettings("Example Group", "Dora", "IE").organisation(registers))
                .isEqualTo(new Draft.Organisation("Example Group", "Dora", "IE"));
    }

    @Test
    void snapshotsAreReadBackAsTheyWere() {
        var records = List.of(SomeRecords.mail(), SomeRecords.clock());
        var hostile =
                SomeRecords.of("hostile")
                        .with(Field.SERVER_OWNER, stated("=1\u0001\u202e"))
                        .build();

        assertThat(Snapshots.bytes(records))
                .isEqualTo(Snapshots.bytes(List.of(records.getLast(), records.getFirst())));
        assertThat(Snapshots.bytes(List.of(hostile))).isNotEmpty();
    }

    private static Cell answer(Assessment of, String key) {
        return of.sections().stream()
                .flatMap(each -> each.items().stream())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private static Outcome outcome(Assessment of) {
        return of.outcomes().stream()
                .filter(each -> each.kind().equals("dpo-advice"))
                .findFirst()
                .orElseThrow();
    }

    private static Draft with(Draft draft, List<Draft.Given> given) {
        return new Draft(
                draft.id(),
                draft.title(),
                draft.template(),
                draft.number(),
                draft.snapshot(),
                draft.pinnedAt(),
                draft.records(),
                draft.answers(),
                given,
                draft.said(),
                draft.changes(),
                draft.organisation());
    }

    private static Draft said(Draft draft, Draft.Said said) {
        return new Draft(
                draft.id(),
                draft.title(),
                draft.template(),
                draft.number(),
                draft.snapshot(),
                draft.pinnedAt(),
                draft.records(),
                draft.answers(),
                draft.given(),
                List.of(said),
                draft.changes(),
                draft.organisation());
    }
}
