package dev.assay.inventory.consumer;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** The wider profiles that are asked for. Callers hold the transaction, and lock the consumer. */
public final class ProfileWishStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public ProfileWishStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records that one is asked for. */
    public ProfileWish ask(
            Consumer consumer, String wanted, Id asker, String reason, boolean needsTwo) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO profile_wish
                          (id, consumer_id, profile_now, profile_wanted, state, asker_id, owner_id, reason, needs_two,
                           asked_at)
                        VALUES (:id, :consumer, :now, :wanted, 'ASKED', :asker, :owner, :reason, :two, :at)
                        """)
                .param("id", id.value())
                .param("consumer", consumer.id().value())
                .param("now", consumer.profile())
                .param("wanted", wanted)
                .param("asker", asker.value())
                .param("owner", consumer.ownerId().value())
                .param("reason", reason)
                .param("two", needsTwo)
                .param("at", Rows.column(clock.instant()))
                .update();
        return find(id).orElseThrow();
    }

    /**
     * The first of two people agrees.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where its asker or the
     *     consumer's owner does
     */
    public void agree(Id wish, Id by) {
        jdbc.sql(
                        """
                        UPDATE profile_wish SET first_by = :by
                        WHERE id = :id AND state = 'ASKED' AND first_by IS NULL
                        """)
                .param("id", wish.value())
                .param("by", by.value())
                .update();
    }

    /**
     * Ends one: it is granted or refused.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where it is granted by its
     *     asker or the consumer's owner, or by one person where two are needed
     */
    public void end(Id wish, Grant.State state, Id by, String reason) {
        jdbc.sql(
                        """
                        UPDATE profile_wish
                        SET state = :state, ended_by = :by, ended_at = :at, end_reason = :reason
                        WHERE id = :id AND state = 'ASKED'
                        """)
                .param("id", wish.value())
                .param("state", state.name())
                .param("by", by.value())
                .param("at", Rows.column(clock.instant()))
                .param("reason", reason)
                .update();
    }

    public Optional<ProfileWish> find(Id id) {
        return jdbc.sql("SELECT * FROM profile_wish WHERE id = :id")
                .param("id", id.value())
                .query(ProfileWishStore::read)
                .optional();
    }

    /** The one of a consumer that waits. */
    public Optional<ProfileWish> waiting(Id consumer) {
        return jdbc.sql(
                        """
                        SELECT * FROM profile_wish WHERE consumer_id = :consumer AND state = 'ASKED'
                        ORDER BY asked_at, id FETCH FIRST 1 ROW ONLY
                        """)
                .param("consumer", consumer.value())
                .query(ProfileWishStore::read)
                .optional();
    }

    private static ProfileWish read(ResultSet row, int number) throws SQLException {
        return new ProfileWish(
                Rows.id(row, "id"),
                Rows.id(row, "consumer_id"),
                Rows.text(row, "profile_now"),
                Rows.text(row, "profile_wanted"),
                Grant.State.valueOf(Rows.text(row, "state")),
                Rows.id(row, "asker_id"),
                Rows.id(row, "owner_id"),
                Rows.text(row, "reason"),
                row.getBoolean("needs_two"),
                Rows.instant(row, "asked_at"),
                Rows.idOrNull(row, "first_by"),
                Rows.idOrNull(row, "ended_by"),
                Rows.instantOrNull(row, "ended_at"));
    }
}
