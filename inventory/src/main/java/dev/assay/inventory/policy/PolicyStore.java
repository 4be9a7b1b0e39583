package dev.assay.inventory.policy;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The policies that were in force, so that the last good one outlives a restart. */
public final class PolicyStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public PolicyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void add(Sha256 sha256, String origin, Sha256 files, String loadedBy) {
        jdbc.sql(
                        """
                        INSERT INTO policy (sha256, origin, files_sha256, loaded_by, loaded_at)
                        VALUES (:sha256, :origin, :files, :by, :now)
                        """)
                .param("sha256", sha256.hex())
                .param("origin", origin.length() <= 1000 ? origin : origin.substring(0, 1000))
                .param("files", files.hex())
                .param("by", loadedBy)
                .param("now", Rows.column(clock.instant()))
                .update();
    }

    /** The one that came into force last. */
    public Optional<LoadedPolicy> last() {
        return latest(1).stream().findFirst();
    }

    /** The last ones, newest first. */
    public List<LoadedPolicy> latest(int limit) {
        return jdbc.sql("SELECT * FROM policy ORDER BY sequence DESC LIMIT :limit")
                .param("limit", limit)
                .query(PolicyStore::read)
                .list();
    }

    private static LoadedPolicy read(ResultSet row, int number) throws SQLException {
        return new LoadedPolicy(
                new Sha256(Rows.text(row, "sha256")),
                Rows.text(row, "origin"),
                new Sha256(Rows.text(row, "files_sha256")),
                Rows.text(row, "loaded_by"),
                Rows.instant(row, "loaded_at"));
    }
}
