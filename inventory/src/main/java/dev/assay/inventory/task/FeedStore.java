package dev.assay.inventory.task;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.Optional;

/** The addresses of people's calendars, by the digest of their tokens. */
public final class FeedStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public FeedStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void add(Id account, Sha256 token) {
        jdbc.sql(
                        """
                        INSERT INTO calendar_feed (id, account_id, token_sha256, created_at)
                        VALUES (:id, :account, :token, :now)
                        """)
                .param("id", Id.random().value())
                .param("account", account.value())
                .param("token", token.hex())
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** Whose calendar a token opens; empty where it opens none, or none any more. */
    public Optional<Id> owner(Sha256 token) {
        return jdbc.sql(
                        """
                        SELECT account_id FROM calendar_feed
                        WHERE token_sha256 = :token AND revoked_at IS NULL
                        """)
                .param("token", token.hex())
                .query((row, number) -> Rows.id(row, "account_id"))
                .optional();
    }

    /** Whether somebody has an address that works. */
    public boolean has(Id account) {
        return jdbc.sql(
                                """
                                SELECT count(*) FROM calendar_feed
                                WHERE account_id = :account AND revoked_at IS NULL
                                """)
                        .param("account", account.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Ends every address of somebody. */
    public int revoke(Id account) {
        return jdbc.sql(
                        """
                        UPDATE calendar_feed SET revoked_at = :now
                        WHERE account_id = :account AND revoked_at IS NULL
                        """)
                .param("account", account.value())
                .param("now", Rows.column(clock.instant()))
                .update();
    }
}
