package dev.assay.inventory.review;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The drafts, each of one person. Callers hold the transaction. */
public final class DraftStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public DraftStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Draft add(
            Id account,
            String purl,
            String domains,
            Answers answers,
            Draft.Origin origin,
            @Nullable Id originId) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO request_draft
                          (id, account_id, purl, domains, answers, origin, origin_id, created_at, updated_at)
                        VALUES (:id, :account, :purl, :domains, :answers, :origin, :originId, :now, :now)
                        """)
                .param("id", id.value())
                .param("account", account.value())
                .param("purl", purl)
                .param("domains", domains)
                .param("answers", answers.json())
                .param("origin", origin.name())
                .param("originId", originId == null ? null : originId.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        return find(id, account).orElseThrow();
    }

    /**
     * Writes over what stood there.
     *
     * @return false where that person has no such draft
     */
    public boolean save(Id id, Id account, String purl, String domains, Answers answers) {
        return jdbc.sql(
                                """
                                UPDATE request_draft
                                SET purl = :purl, domains = :domains, answers = :answers, updated_at = :now
                                WHERE id = :id AND account_id = :account
                                """)
                        .param("id", id.value())
                        .param("account", account.value())
                        .param("purl", purl)
                        .param("domains", domains)
                        .param("answers", answers.json())
                        .param("now", Rows.column(clock.instant()))
                        .update()
                == 1;
    }

    public boolean remove(Id id, Id account) {
        return jdbc.sql("DELETE FROM request_draft WHERE id = :id AND account_id = :account")
                        .param("id", id.value())
                        .param("account", account.value())
                        .update()
                == 1;
    }

    /** A draft, for the person whose it is. */
    public Optional<Draft> find(Id id, Id account) {
        return jdbc.sql("SELECT * FROM request_draft WHERE id = :id AND account_id = :account")
                .param("id", id.value())
                .param("account", account.value())
                .query(DraftStore::read)
                .optional();
    }

    /** One person's drafts, last written first. */
    public List<Draft> of(Id account) {
        return jdbc.sql(
                        "SELECT * FROM request_draft WHERE account_id = :account ORDER BY updated_at DESC, id")
                .param("account", account.value())
                .query(DraftStore::read)
                .list();
    }

    public int count(Id account) {
        return jdbc.sql("SELECT count(*) FROM request_draft WHERE account_id = :account")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    /** Everybody's drafts that name a package exactly so, last written first. */
    public List<Draft> naming(List<String> spellings) {
        return jdbc.sql(
                        "SELECT * FROM request_draft WHERE purl IN (:purls) ORDER BY updated_at DESC, id")
                .param("purls", spellings)
                .query(DraftStore::read)
                .list();
    }

    private static Draft read(ResultSet row, int number) throws SQLException {
        return new Draft(
                Rows.id(row, "id"),
                Rows.id(row, "account_id"),
                Rows.text(row, "purl"),
                Rows.text(row, "domains"),
                Answers.parse(Rows.text(row, "answers")),
                Draft.Origin.valueOf(Rows.text(row, "origin")),
                Rows.idOrNull(row, "origin_id"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
