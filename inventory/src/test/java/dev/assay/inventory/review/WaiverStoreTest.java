package dev.assay.inventory.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Exceptions, break-glass and drafts: what each remembers, and what the database refuses. */
@ParameterizedClass
@EnumSource(Database.class)
class WaiverStoreTest {

    private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");

    @Parameter Database database;
    private WaiverStore waivers;
    private BreakGlassStore glass;
    private DraftStore drafts;
    private Release release;
    private Account asker;
    private Account reviewer;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        waivers = new WaiverStore(database.jdbc(), clock);
        glass = new BreakGlassStore(database.jdbc(), clock);
        drafts = new DraftStore(database.jdbc(), clock);
        release = new ReleaseStore(database.jdbc(), clock).add(Samples.purl());
        var accounts = new AccountStore(database.jdbc(), clock);
        asker = accounts.add(Samples.name(), "Rita", "", Set.of(Role.REQUESTER));
        reviewer = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
    }

    @Test
    void holdsUntilItsTimeIsOverByTheClockAlone() {
        var asked = ask();
        assertThat(asked.holds(END.minusSeconds(1))).isFalse();

        assertThat(grant(asked, reviewer)).isTrue();

        var granted = waivers.find(asked.id()).orElseThrow();
        assertThat(granted.holds(END.minusSeconds(1))).isTrue();
        assertThat(granted.holds(END)).isFalse();
        assertThat(grant(asked, reviewer)).as("granted twice").isFalse();
        assertThat(waivers.expire(asked.id())).isTrue();
        assertThat(waivers.of(release.id()))
                .extracting(Waiver::state)
                .containsExactly(Waiver.State.EXPIRED);
    }

    @Test
    void refusesThatItsAskerGrantsIt() {
        var asked = ask();

        assertThatThrownBy(() -> grant(asked, asker))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("nobody_grants_their_own_waiver");
    }

    @Test
    void breakGlassIsOwedUntilSomebodyElseHasLookedAtIt() {
        var opened = glass.open(release, reviewer.id(), "pager", Stage.PILOT, END);
        assertThat(opened.before().state()).isEqualTo(ReleaseState.REQUESTED);
        assertThat(opened.overdue(END)).isTrue();
        assertThat(glass.running(release.id())).contains(opened);

        assertThatThrownBy(() -> glass.close(opened.id(), reviewer.id(), "it was right"))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("somebody_else_looks_afterwards");
        assertThat(glass.owed()).contains(opened);

        glass.end(opened.id());
        assertThat(glass.running(release.id())).isEmpty();
        assertThat(glass.close(opened.id(), asker.id(), "it was needed")).isTrue();
        assertThat(glass.close(opened.id(), asker.id(), "again")).isFalse();
        assertThat(glass.find(opened.id()).orElseThrow().owed()).isFalse();
    }

    @Test
    void aDraftIsItsOwnersAloneAndKeepsWhatWasTyped() {
        var half = Answers.NONE.with(Questions.DATA_SUBJECTS, new Answer("pers", "cust"));
        var draft =
                drafts.add(asker.id(), "npm:left-pad@", "https://", half, Draft.Origin.BLANK, null);

        assertThat(drafts.find(draft.id(), asker.id())).contains(draft);
        assertThat(drafts.find(draft.id(), reviewer.id())).isEmpty();
        assertThat(drafts.save(draft.id(), reviewer.id(), "", "", Answers.NONE)).isFalse();
        assertThat(drafts.save(draft.id(), asker.id(), "npm:left-pad@1.0.0", "", half)).isTrue();
        assertThat(drafts.of(asker.id()))
                .extracting(Draft::purl, Draft::answers)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("npm:left-pad@1.0.0", half));
        assertThat(drafts.naming(List.of("npm:left-pad@1.0.0"))).isNotEmpty();
        assertThat(drafts.remove(draft.id(), reviewer.id())).isFalse();
        assertThat(drafts.remove(draft.id(), asker.id())).isTrue();
        assertThat(drafts.of(asker.id())).isEmpty();
    }

    private Waiver ask() {
        return waivers.ask(
                release.id(),
                Waiver.TargetKind.FINDING,
                "f-1",
                "A program is started",
                "digest-of-the-places",
                "pkg:npm/a@1.0.0 index.js:3:1",
                asker.id(),
                "we need it",
                "a sandbox around it",
                30);
    }

    private boolean grant(Waiver waiver, Account by) {
        return waivers.decide(
                waiver.id(), Waiver.State.ASKED, Waiver.State.GRANTED, by.id(), "agreed", END);
    }
}
