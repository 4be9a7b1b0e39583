package dev.assay.inventory.dpia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.util.List;
import java.util.Set;

/** What is remembered of assessments, and what the database refuses. */
@ParameterizedClass
@EnumSource(Database.class)
class DpiaStoreTest {

    @Parameter Database database;
    private DpiaStore dpias;
    private Account dora;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        dpias = new DpiaStore(database.jdbc(), clock);
        dora =
                new AccountStore(database.jdbc(), clock)
                        .add(Samples.name(), "Dora", "", Set.of(Role.DATA_PROTECTION));
    }

    @Test
    void anAssessmentIsAboutSeveralServersAndAServerInSeveralAssessments() {
        var mail = pinned();
        var desk = pinned();
        var first = dpias.add("Mail and tickets", dora.id());
        var second = dpias.add("Mail alone", dora.id());
        dpias.pin(first.id(), Samples.sha256(), "uk-ico/1", List.of(mail, desk), dora.id());
        dpias.pin(second.id(), Samples.sha256(), "uk-ico/1", List.of(mail), dora.id());

        assertThat(dpias.about(mail.server()))
                .extracting(Dpia::id)
                .contains(first.id(), second.id());
        assertThat(dpias.about(desk.server())).extracting(Dpia::id).containsExactly(first.id());
        assertThat(dpias.snapshots(first.id()).getLast().servers())
                .containsExactlyInAnyOrder(mail, desk);
        assertThat(dpias.all(1000)).contains(first, second);
    }

    @Test
    void aNewSnapshotHoldsAndTheOldOneStaysOnRecord() {
        var mail = pinned();
        var desk = pinned();
        var dpia = dpias.add("Mail", dora.id());
        dpias.pin(dpia.id(), Samples.sha256(), "uk-ico/1", List.of(mail), dora.id());
        var now = Samples.sha256();
        dpias.pin(dpia.id(), now, "uk-ico/1", List.of(desk), dora.id());

        assertThat(dpias.snapshots(dpia.id()))
                .extracting(DpiaSnapshot::number)
                .containsExactly(1, 2);
        assertThat(dpias.snapshots(dpia.id()).getLast().sha256()).isEqualTo(now);
        assertThat(dpias.about(mail.server())).isEmpty();
        assertThat(dpias.about(desk.server())).containsExactly(dpia);
    }

    @Test
    void whatPeopleWroteConfirmedAndDecidedStaysInOrder() {
        var dpia = dpias.lock(dpias.add("Mail", dora.id()).id()).orElseThrow();
        var content = Samples.sha256();
        dpias.answer(dpia.id(), "scope.volume", "a hundred a day", dora.id());
        dpias.answer(dpia.id(), "scope.volume", "", dora.id());
        dpias.confirm(dpia.id(), "scope", content, dora.id());
        dpias.conclude(dpia.id(), "dpo-advice", "may proceed", "", content, dora.id());

        assertThat(dpias.answers(dpia.id()))
                .extracting(DpiaAnswer::text)
                .containsExactly("a hundred a day", "");
        var confirmed = dpias.confirmations(dpia.id()).getFirst();
        assertThat(confirmed.section()).isEqualTo("scope");
        assertThat(confirmed.sha256()).isEqualTo(content);
        assertThat(confirmed.by()).isEqualTo(dora.id());
        var advice = dpias.outcomes(dpia.id()).getFirst();
        assertThat(advice.word()).isEqualTo("may proceed");
        assertThat(advice.at()).isAfter(confirmed.at());
    }

    @Test
    void adviceIsNotOverruledWithoutAReason() {
        var dpia = dpias.add("Mail", dora.id());
        var content = Samples.sha256();

        assertThatThrownBy(
                        () ->
                                dpias.conclude(
                                        dpia.id(),
                                        "dpo-answer",
                                        "overruled",
                                        "",
                                        content,
                                        dora.id()))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(
                        () ->
                                dpias.conclude(
                                        dpia.id(),
                                        "consultation-reviewed",
                                        "departed from",
                                        "",
                                        content,
                                        dora.id()))
                .isInstanceOf(DataIntegrityViolationException.class);
        dpias.conclude(
                dpia.id(), "dpo-answer", "overruled", "the risk is small", content, dora.id());
        assertThat(dpias.outcomes(dpia.id())).hasSize(1);
    }

    private static DpiaSnapshot.Pinned pinned() {
        return new DpiaSnapshot.Pinned(Id.random(), Samples.purl().toString(), Samples.sha256());
    }
}
