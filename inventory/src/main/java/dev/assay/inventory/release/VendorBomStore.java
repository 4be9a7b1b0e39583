package dev.assay.inventory.release;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which bills of materials a vendor sent of a release. It only grows. */
public final class VendorBomStore {

    /**
     * One of them; its bytes lie in the blob store as they were sent.
     *
     * @param format as the document calls it, such as {@code CycloneDX 1.6}
     * @param by the account that handed it in
     */
    public record Sent(Sha256 sha256, long size, String format, Id by, Instant at) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    public VendorBomStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All of a release, the newest first. */
    public List<Sent> all(Id release) {
        return jdbc.sql(
                        "SELECT * FROM vendor_bom WHERE release_id = :release ORDER BY at DESC, id"
                                + " DESC")
                .param("release", release.value())
                .query(VendorBomStore::read)
                .list();
    }

    /** The one that counts, which is the newest. */
    public Optional<Sent> newest(Id release) {
        return jdbc.sql(
                        "SELECT * FROM vendor_bom WHERE release_id = :release ORDER BY at DESC, id"
                                + " DESC FETCH FIRST 1 ROWS ONLY")
                .param("release", release.value())
                .query(VendorBomStore::read)
                .optional();
    }

    /** When one came last, of any release. */
    public Optional<Instant> changedAt() {
        return jdbc.sql("SELECT at FROM vendor_bom ORDER BY at DESC FETCH FIRST 1 ROWS ONLY")
                .query((row, number) -> Rows.instant(row, "at"))
                .optional();
    }

    /** Notes one; in a transaction. */
    public void add(Id release, Sha256 sha256, long size, String format, Id by) {
        jdbc.sql(
                        """
                        INSERT INTO vendor_bom
                          (id, release_id, sha256, size_bytes, format, account_id, at)
                        VALUES (:id, :release, :sha256, :size, :format, :by, :at)
                        """)
                .param("id", Id.random().value())
                .param("release", release.value())
                .param("sha256", sha256.hex())
                .param("size", size)
                .param("format", format)
                .param("by", by.value())
                .param("at", Rows.column(clock.instant()))
                .update();
    }

    private static Sent read(ResultSet row, int number) throws SQLException {
        return new Sent(
                new Sha256(Rows.text(row, "sha256")),
                row.getLong("size_bytes"),
                Rows.text(row, "format"),
                Rows.id(row, "account_id"),
                Rows.instant(row, "at"));
    }
}
