package dev.assay.inventory.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.util.Set;

/** What is remembered of profiles, and what the database refuses. */
@ParameterizedClass
@EnumSource(Database.class)
class ProfileWishStoreTest {

    @Parameter Database database;
    private ConsumerStore consumers;
    private ProfileWishStore wishes;
    private Account owner;
    private Account asker;
    private Account sam;
    private Account sid;
    private Consumer consumer;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        consumers = new ConsumerStore(database.jdbc(), clock);
        wishes = new ProfileWishStore(database.jdbc(), clock);
        var accounts = new AccountStore(database.jdbc(), clock);
        owner = accounts.add(Samples.name(), "Olga", "", Set.of(Role.SYSTEM_OWNER));
        asker = accounts.add(Samples.name(), "Ada", "", Set.of(Role.REQUESTER));
        sam = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
        sid = accounts.add(Samples.name(), "Sid", "", Set.of(Role.SECURITY));
        consumer = consumers.add(Samples.name(), "Mail", owner.id(), Stage.PILOT, "", asker.id());
    }

    @Test
    void holdsAConsumerToAProfileFromTheDayItIsSaid() {
        assertThat(consumer.profile()).isEmpty();

        consumers.setProfile(consumer.id(), "finance");

        assertThat(consumers.find(consumer.id()).orElseThrow().profile()).isEqualTo("finance");
    }

    @Test
    void keepsAWishFromTheQuestionToItsEnd() {
        var asked = wishes.ask(consumer, "finance", asker.id(), "pays too", true);
        assertThat(wishes.waiting(consumer.id())).contains(asked);

        wishes.agree(asked.id(), sam.id());
        wishes.end(asked.id(), Grant.State.GRANTED, sid.id(), "fine");

        assertThat(wishes.waiting(consumer.id())).isEmpty();
        var ended = wishes.find(asked.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(Grant.State.GRANTED);
        assertThat(ended.firstBy()).isEqualTo(sam.id());
        assertThat(ended.endedBy()).isEqualTo(sid.id());
    }

    @Test
    void refusesWhoeverWidensForThemselvesAndOneWhereTwoAreNeeded() {
        var asked = wishes.ask(consumer, "", asker.id(), "all of it", true);

        for (var each : Set.of(asker, owner, sam)) {
            assertThatThrownBy(() -> wishes.end(asked.id(), Grant.State.GRANTED, each.id(), "mine"))
                    .isInstanceOf(DataIntegrityViolationException.class);
        }
        assertThatThrownBy(() -> wishes.agree(asked.id(), owner.id()))
                .isInstanceOf(DataIntegrityViolationException.class);
        wishes.agree(asked.id(), sam.id());
        assertThatThrownBy(() -> wishes.end(asked.id(), Grant.State.GRANTED, sam.id(), "again"))
                .isInstanceOf(DataIntegrityViolationException.class);
    }
}
