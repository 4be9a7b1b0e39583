package dev.assay.inventory.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is remembered of consumers and grants, and what the database refuses. */
@ParameterizedClass
@EnumSource(Database.class)
class GrantStoreTest {

    @Parameter Database database;
    private ConsumerStore consumers;
    private GrantStore grants;
    private Release release;
    private Account owner;
    private Account asker;
    private Account sam;
    private Account sid;
    private Consumer consumer;

    @BeforeEach
    void open() {
        Clock clock = Database.ticking();
        consumers = new ConsumerStore(database.jdbc(), clock);
        grants = new GrantStore(database.jdbc(), clock);
        release = new ReleaseStore(database.jdbc(), clock).add(Samples.purl());
        var accounts = new AccountStore(database.jdbc(), clock);
        owner = accounts.add(Samples.name(), "Olga", "", Set.of(Role.SYSTEM_OWNER));
        asker = accounts.add(Samples.name(), "Ada", "", Set.of(Role.REQUESTER));
        sam = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
        sid = accounts.add(Samples.name(), "Sid", "", Set.of(Role.SECURITY));
        consumer =
                consumers.add(
                        Samples.name(),
                        "Answers tickets",
                        owner.id(),
                        Stage.PILOT,
                        "client-1",
                        asker.id());
        offer(clock, "send_mail");
    }

    @Test
    void keepsAConsumerUntilItIsRetiredAndAfterwards() {
        assertThat(consumers.find(consumer.id())).contains(consumer);
        assertThat(consumer.isRetired()).isFalse();

        consumers.handOver(consumer.id(), asker.id());
        consumers.retire(consumer.id());

        assertThat(consumers.find(consumer.id()).orElseThrow().ownerId()).isEqualTo(asker.id());
        assertThat(consumers.lock(consumer.id()).orElseThrow().isRetired()).isTrue();
        assertThat(consumers.all()).extracting(Consumer::id).contains(consumer.id());
        assertThatThrownBy(
                        () ->
                                consumers.add(
                                        consumer.name(),
                                        "Another",
                                        owner.id(),
                                        Stage.PILOT,
                                        "",
                                        asker.id()))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void keepsAGrantFromTheQuestionToItsEnd() {
        var asked = grants.ask(wish("send_mail", 30, false));
        assertThat(asked.state()).isEqualTo(Grant.State.ASKED);

        grants.grant(asked.id(), sam.id(), 20);

        var granted = grants.find(asked.id()).orElseThrow();
        var given = Objects.requireNonNull(granted.given());
        assertThat(given.by()).isEqualTo(sam.id());
        assertThat(Duration.between(given.at(), given.until())).isEqualTo(Duration.ofDays(20));
        assertThat(granted.holds(given.at())).isTrue();
        assertThat(granted.holds(given.until())).isFalse();

        grants.shorten(asked.id(), given.at().plusSeconds(60));
        grants.shorten(asked.id(), given.until());
        var shortened = Objects.requireNonNull(grants.find(asked.id()).orElseThrow().given());
        assertThat(shortened.until()).as("never longer").isEqualTo(given.at().plusSeconds(60));

        assertThat(grants.end(asked.id(), Grant.State.REVOKED, owner.id(), "not used")).isTrue();
        assertThat(grants.end(asked.id(), Grant.State.EXPIRED, null, "over")).isFalse();
        var ended = Objects.requireNonNull(grants.of(consumer.id()).getFirst().ending());
        assertThat(ended.by()).isEqualTo(owner.id());
        assertThat(grants.ofServer(release.purl())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "send_*", "all tools", ""})
    void refusesAGrantThatNamesNoSingleTool(String tool) {
        if (tool.contains("*")) {
            // Even where a server calls a tool so.
            offer(Database.ticking(), tool);
        }

        assertThatThrownBy(() -> grants.ask(wish(tool, 30, false)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesAGrantThatNeverEnds() {
        assertThatThrownBy(() -> grants.ask(wish("send_mail", 366, false)))
                .isInstanceOf(DataIntegrityViolationException.class);
        var asked = grants.ask(wish("send_mail", 365, false));
        assertThatThrownBy(() -> grants.grant(asked.id(), sam.id(), 1000))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(
                        () ->
                                database.jdbc()
                                        .sql(
                                                """
                                                UPDATE tool_grant SET state = 'GRANTED', granted_by = :by,
                                                  granted_at = asked_at WHERE id = :id
                                                """)
                                        .param("by", sam.id().value())
                                        .param("id", asked.id().value())
                                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesWhoeverGrantsToThemselves() {
        var asked = grants.ask(wish("send_mail", 30, false));

        assertThatThrownBy(() -> grants.grant(asked.id(), asker.id(), 30))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("nobody_grants_to_themselves");
        assertThatThrownBy(() -> grants.grant(asked.id(), owner.id(), 30))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesOnePersonWhereTwoAreNeeded() {
        var asked = grants.ask(wish("send_mail", 30, true));

        assertThatThrownBy(() -> grants.grant(asked.id(), sam.id(), 30))
                .isInstanceOf(DataIntegrityViolationException.class);
        grants.agree(asked.id(), sam.id(), "needed");
        assertThatThrownBy(() -> grants.grant(asked.id(), sam.id(), 30))
                .isInstanceOf(DataIntegrityViolationException.class);
        grants.grant(asked.id(), sid.id(), 30);

        assertThat(grants.find(asked.id()).orElseThrow().state()).isEqualTo(Grant.State.GRANTED);
        assertThat(grants.in(Grant.State.GRANTED)).extracting(Grant::id).contains(asked.id());
    }

    private GrantStore.Wish wish(String tool, int days, boolean needsTwo) {
        return new GrantStore.Wish(
                consumer,
                release.id(),
                release.purl(),
                tool,
                ToolClass.WRITE,
                Stage.PILOT,
                asker.id(),
                "answers tickets",
                days,
                needsTwo);
    }

    private void offer(Clock clock, String name) {
        new ToolStore(database.jdbc(), clock)
                .put(
                        new ToolEntry(
                                Id.random(),
                                release.id(),
                                name,
                                Sha256.of(new byte[] {1}),
                                "{}",
                                ToolClass.WRITE,
                                ToolClass.WRITE,
                                false,
                                new ToolTerms(
                                        List.of(),
                                        "",
                                        List.of(),
                                        ApprovalMode.CONFIRM,
                                        new RateLimit(1, 60)),
                                null,
                                null,
                                null,
                                null,
                                null));
    }
}
