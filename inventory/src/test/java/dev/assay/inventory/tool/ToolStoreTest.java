package dev.assay.inventory.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.util.List;
import java.util.Set;

/** What the matrix remembers, and what the database refuses. */
@ParameterizedClass
@EnumSource(Database.class)
class ToolStoreTest {

    private static final ToolTerms TERMS =
            new ToolTerms(
                    List.of("messages"),
                    "the mail system",
                    List.of(
                            new Constraint.Range("percent", null, 50.0),
                            new Constraint.Labels("folder", List.of("Support")),
                            new Constraint.Recipients("to", List.of("*@example.org")),
                            new Constraint.Cap("mails", 200)),
                    ApprovalMode.PREVIEW,
                    new RateLimit(5, 60));

    @Parameter Database database;
    private ToolStore store;
    private Release release;
    private Account one;
    private Account other;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        store = new ToolStore(database.jdbc(), clock);
        release = new ReleaseStore(database.jdbc(), clock).add(Samples.purl());
        var accounts = new AccountStore(database.jdbc(), clock);
        one = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
        other = accounts.add(Samples.name(), "Sid", "", Set.of(Role.SECURITY));
    }

    @Test
    void keepsEveryKindOfTerm() {
        var confirmed = store.confirm(row(ToolClass.WRITE), ToolClass.WRITE, TERMS, one.id(), null);

        assertThat(store.of(release.id())).containsExactly(confirmed);
        assertThat(confirmed.terms()).isEqualTo(TERMS);
        assertThat(confirmed.isConfirmed()).isTrue();
    }

    @Test
    void refusesThatNeverIsLoweredByNobodyOrByOne() {
        var never = row(ToolClass.NEVER);

        assertThatThrownBy(() -> store.confirm(never, ToolClass.READ, TERMS, one.id(), null))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("never_is_lowered_by_two_for_a_reason");
        assertThatThrownBy(() -> lower(never, one, one, "a reason"))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> lower(never, one, other, ""))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(lower(never, one, other, "a reason").toolClass()).isEqualTo(ToolClass.READ);
    }

    @Test
    void remembersThatPeopleOnceSaidNever() {
        var narrowed = store.confirm(row(ToolClass.READ), ToolClass.NEVER, TERMS, one.id(), null);

        assertThatThrownBy(() -> store.confirm(narrowed, ToolClass.READ, TERMS, one.id(), null))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesToForgetNeverByDeletingTheRowAndWritingItAnew() {
        var never = row(ToolClass.NEVER);
        store.remove(never.id());

        assertThatThrownBy(() -> row(ToolClass.READ))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("never_outlives_its_row");
        assertThatThrownBy(
                        () ->
                                database.jdbc()
                                        .sql(
                                                """
                                                UPDATE tool_entry SET never_once = FALSE, tool_class = 'READ',
                                                  proposed_class = 'READ' WHERE id = :id
                                                """)
                                        .param("id", again(ToolClass.NEVER).id().value())
                                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(store.everNever(release.id())).containsExactly("send_mail");
    }

    @Test
    void knowsWhatIsWider() {
        assertThat(TERMS.areWiderThan(TERMS)).isFalse();
        assertThat(with(List.of(), TERMS.rateLimit()).areWiderThan(TERMS)).isTrue();
        assertThat(with(TERMS.constraints(), new RateLimit(6, 60)).areWiderThan(TERMS)).isTrue();
        assertThat(with(TERMS.constraints(), new RateLimit(1, 60)).areWiderThan(TERMS)).isFalse();
        assertThat(
                        with(
                                        List.of(new Constraint.Range("percent", null, 20.0)),
                                        TERMS.rateLimit())
                                .areWiderThan(
                                        with(
                                                List.of(
                                                        new Constraint.Range(
                                                                "percent", null, 50.0)),
                                                TERMS.rateLimit())))
                .isFalse();
    }

    private static ToolTerms with(List<Constraint> constraints, RateLimit limit) {
        return new ToolTerms(
                TERMS.dataClasses(),
                TERMS.businessSystem(),
                constraints,
                TERMS.approvalMode(),
                limit);
    }

    private ToolEntry lower(ToolEntry never, Account first, Account second, String reason) {
        return store.confirm(
                never,
                ToolClass.READ,
                TERMS,
                second.id(),
                new ToolEntry.Lowering(first.id(), second.id(), reason));
    }

    private ToolEntry again(ToolClass proposed) {
        store.of(release.id()).forEach(each -> store.remove(each.id()));
        return row(proposed);
    }

    private ToolEntry row(ToolClass proposed) {
        var entry =
                new ToolEntry(
                        Id.random(),
                        release.id(),
                        "send_mail",
                        Sha256.of(new byte[] {1}),
                        "{}",
                        proposed,
                        proposed,
                        proposed == ToolClass.NEVER,
                        TERMS,
                        null,
                        null,
                        null,
                        null,
                        null);
        store.put(entry);
        return entry;
    }
}
