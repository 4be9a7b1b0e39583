package dev.assay.inventory.consumer;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The grants. Callers hold the transaction, and lock the consumer. */
public final class GrantStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public GrantStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What is asked for; the parts are those of {@link Grant}. */
    public record Wish(
            Consumer consumer,
            Id releaseId,
            Purl packagePurl,
            String tool,
            ToolClass toolClass,
            Stage environment,
            Id askerId,
            String reason,
            int days,
            boolean needsTwo) {}

    /**
     * Records that one is asked for.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where it names no single tool
     *     that the release was seen to offer
     */
    public Grant ask(Wish wish) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO tool_grant
                          (id, consumer_id, release_id, package_purl, tool, tool_class, environment, state, asker_id,
                           owner_id, reason, days, needs_two, asked_at)
                        VALUES (:id, :consumer, :release, :package, :tool, :class, :environment, 'ASKED', :asker,
                           :owner, :reason, :days, :two, :now)
                        """)
                .param("id", id.value())
                .param("consumer", wish.consumer().id().value())
                .param("release", wish.releaseId().value())
                .param("package", wish.packagePurl().withVersion(null).toString())
                .param("tool", wish.tool())
                .param("class", wish.toolClass().name())
                .param("environment", wish.environment().name())
                .param("asker", wish.askerId().value())
                .param("owner", wish.consumer().ownerId().value())
                .param("reason", wish.reason())
                .param("days", wish.days())
                .param("two", wish.needsTwo())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.grant(jdbc, id);
        return find(id).orElseThrow();
    }

    /** The first of two people agrees. */
    public void agree(Id grant, Id by, String reason) {
        jdbc.sql(
                        """
                        UPDATE tool_grant SET first_by = :by, first_reason = :reason
                        WHERE id = :id AND state = 'ASKED' AND first_by IS NULL
                        """)
                .param("id", grant.value())
                .param("by", by.value())
                .param("reason", reason)
                .update();
        Touches.grant(jdbc, grant);
    }

    /**
     * Grants one from now on.
     *
     * @throws org.springframework.dao.DataIntegrityViolationException where its asker or the
     *     consumer's owner does, or one person where two are needed
     */
    public void grant(Id grant, Id by, int days) {
        var now = clock.instant();
        jdbc.sql(
                        """
                        UPDATE tool_grant
                        SET state = 'GRANTED', granted_by = :by, granted_at = :now, expires_at = :until, days = :days
                        WHERE id = :id AND state = 'ASKED'
                        """)
                .param("id", grant.value())
                .param("by", by.value())
                .param("now", Rows.column(now))
                .param("until", Rows.column(now.plus(Duration.ofDays(days))))
                .param("days", days)
                .update();
        Touches.grant(jdbc, grant);
    }

    /** Ends one earlier than it would. */
    public void shorten(Id grant, Instant until) {
        jdbc.sql(
                        """
                        UPDATE tool_grant SET expires_at = :until
                        WHERE id = :id AND state = 'GRANTED' AND expires_at > :until
                        """)
                .param("id", grant.value())
                .param("until", Rows.column(until))
                .update();
        Touches.grant(jdbc, grant);
    }

    /**
     * Ends one.
     *
     * @param by null where its time is over
     * @return false where it had ended
     */
    public boolean end(Id grant, Grant.State state, @Nullable Id by, String reason) {
        Touches.grant(jdbc, grant);
        return jdbc.sql(
                                """
                                UPDATE tool_grant
                                SET state = :state, ended_by = :by, ended_at = :now, end_reason = :reason
                                WHERE id = :id AND state IN ('ASKED', 'GRANTED')
                                """)
                        .param("id", grant.value())
                        .param("state", state.name())
                        .param("by", by == null ? null : by.value())
                        .param("now", Rows.column(clock.instant()))
                        .param("reason", reason)
                        .update()
                == 1;
    }

    public Optional<Grant> find(Id id) {
        return jdbc.sql("SELECT * FROM tool_grant WHERE id = :id")
                .param("id", id.value())
                .query(GrantStore::read)
                .optional();
    }

    /** Those of a consumer, newest first. */
    public List<Grant> of(Id consumer) {
        return jdbc.sql(
                        """
                        SELECT * FROM tool_grant WHERE consumer_id = :consumer ORDER BY asked_at DESC, id
                        """)
                .param("consumer", consumer.value())
                .query(GrantStore::read)
                .list();
    }

    /** Those of a server that are asked for or granted, by tool. */
    public List<Grant> ofServer(Purl packagePurl) {
        return jdbc.sql(
                        """
                        SELECT * FROM tool_grant
                        WHERE package_purl = :package AND state IN ('ASKED', 'GRANTED') ORDER BY tool, asked_at, id
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .query(GrantStore::read)
                .list();
    }

    /** All of a state, first what was asked for first. */
    public List<Grant> in(Grant.State state) {
        return jdbc.sql("SELECT * FROM tool_grant WHERE state = :state ORDER BY asked_at, id")
                .param("state", state.name())
                .query(GrantStore::read)
                .list();
    }

    private static Grant read(ResultSet row, int number) throws SQLException {
        var first = Rows.idOrNull(row, "first_by");
        var by = Rows.idOrNull(row, "granted_by");
        var ended = Rows.instantOrNull(row, "ended_at");
        return new Grant(
                Rows.id(row, "id"),
                Rows.id(row, "consumer_id"),
                Rows.id(row, "release_id"),
                Purl.parse(Rows.text(row, "package_purl")),
                Rows.text(row, "tool"),
                ToolClass.valueOf(Rows.text(row, "tool_class")),
                Stage.valueOf(Rows.text(row, "environment")),
                Grant.State.valueOf(Rows.text(row, "state")),
                Rows.id(row, "asker_id"),
                Rows.id(row, "owner_id"),
                Rows.text(row, "reason"),
                row.getInt("days"),
                row.getBoolean("needs_two"),
                Rows.instant(row, "asked_at"),
                first == null ? null : new Grant.Word(first, Rows.text(row, "first_reason")),
                by == null
                        ? null
                        : new Grant.Given(
                                by,
                                Rows.instant(row, "granted_at"),
                                Rows.instant(row, "expires_at")),
                ended == null
                        ? null
                        : new Grant.Ending(
                                Rows.idOrNull(row, "ended_by"),
                                ended,
                                Rows.text(row, "end_reason")));
    }
}
