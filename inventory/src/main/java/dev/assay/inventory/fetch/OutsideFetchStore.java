package dev.assay.inventory.fetch;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the gate passed on outside of all closures. Each call stands alone. */
public final class OutsideFetchStore {

    private final JdbcClient jdbc;

    public OutsideFetchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds to what is known of the same bytes and caller. */
    public void add(OutsideFetch fetch) {
        if (raise(fetch) > 0) {
            return;
        }
        try {
            jdbc.sql(
                            """
                            INSERT INTO outside_taken (ecosystem, item, sha256, caller, size_bytes, times, first_at, last_at)
                            VALUES (:ecosystem, :item, :sha256, :caller, :size, :times, :first, :last)
                            """)
                    .param("ecosystem", fetch.ecosystem())
                    .param("item", fetch.item())
                    .param("sha256", fetch.sha256().hex())
                    .param("caller", fetch.caller())
                    .param("size", fetch.size())
                    .param("times", fetch.times())
                    .param("first", Rows.column(fetch.first()))
                    .param("last", Rows.column(fetch.last()))
                    .update();
        } catch (DuplicateKeyException e) {
            // Another node was the first.
            raise(fetch);
        }
    }

    private int raise(OutsideFetch fetch) {
        return jdbc.sql(
                        """
                        UPDATE outside_taken SET times = times + :times, last_at = :last
                        WHERE ecosystem = :ecosystem AND item = :item AND sha256 = :sha256
                          AND caller = :caller
                        """)
                .param("times", fetch.times())
                .param("last", Rows.column(fetch.last()))
                .param("ecosystem", fetch.ecosystem())
                .param("item", fetch.item())
                .param("sha256", fetch.sha256().hex())
                .param("caller", fetch.caller())
                .update();
    }

    /** Those passed on last. */
    public List<OutsideFetch> latest(int most) {
        return jdbc.sql(
                        "SELECT * FROM outside_taken ORDER BY last_at DESC, ecosystem, item, sha256,"
                                + " caller FETCH FIRST :most ROWS ONLY")
                .param("most", most)
                .query(OutsideFetchStore::read)
                .list();
    }

    private static OutsideFetch read(ResultSet row, int number) throws SQLException {
        return new OutsideFetch(
                Rows.text(row, "ecosystem"),
                Rows.text(row, "item"),
                new Sha256(Rows.text(row, "sha256")),
                Rows.text(row, "caller"),
                row.getLong("size_bytes"),
                row.getLong("times"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"));
    }
}
