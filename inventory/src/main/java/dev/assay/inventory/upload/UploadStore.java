package dev.assay.inventory.upload;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was handed in. A file that was removed is found no more, but its place stays taken and its
 * name bound.
 */
public final class UploadStore {

    private final JdbcClient jdbc;

    public UploadStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes a file; the caller holds the transaction.
     *
     * @throws org.springframework.dao.DuplicateKeyException when there is one in its place
     */
    public void add(Upload upload) {
        jdbc.sql(
                        """
                        INSERT INTO upload (id, ecosystem, name, version, purl, place, file_name, sha256, integrity,
                                            size_bytes, manifest, account_id, at)
                        VALUES (:id, :ecosystem, :name, :version, :purl, :place, :file, :sha256, :integrity,
                                :size, :manifest, :by, :at)
                        """)
                .param("id", upload.id().value())
                .param("ecosystem", upload.ecosystem())
                .param("name", upload.name())
                .param("version", upload.purl().exactVersion())
                .param("purl", upload.purl().toString())
                .param("place", upload.place())
                .param("file", upload.fileName())
                .param("sha256", upload.sha256().hex())
                .param("integrity", upload.integrity().value())
                .param("size", upload.size())
                .param("manifest", upload.manifest() == null ? null : upload.manifest().hex())
                .param("by", upload.by().value())
                .param("at", Rows.column(upload.at()))
                .update();
    }

    public Optional<Upload> find(Id id) {
        return jdbc.sql("SELECT * FROM upload WHERE id = :id AND removed_at IS NULL")
                .param("id", id.value())
                .query(UploadStore::read)
                .optional();
    }

    /** The file in a place. */
    public Optional<Upload> at(String ecosystem, String place) {
        return at(ecosystem, place, "removed_at IS NULL");
    }

    /** The file that was removed from a place, which no other bytes may take. */
    public Optional<Upload> removedFrom(String ecosystem, String place) {
        return at(ecosystem, place, "removed_at IS NOT NULL");
    }

    private Optional<Upload> at(String ecosystem, String place, String which) {
        return jdbc.sql(
                        "SELECT * FROM upload WHERE ecosystem = :ecosystem AND place = :place AND "
                                + which)
                .param("ecosystem", ecosystem)
                .param("place", place)
                .query(UploadStore::read)
                .optional();
    }

    /**
     * Removes a file; the caller holds the transaction.
     *
     * @return whether it was there
     */
    public boolean remove(Id id, Id by, String why, Instant at) {
        return jdbc.sql(
                                """
                                UPDATE upload SET removed_at = :at, removed_by = :by, removed_why = :why
                                WHERE id = :id AND removed_at IS NULL
                                """)
                        .param("at", Rows.column(at))
                        .param("by", by.value())
                        .param("why", why)
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /** Notes that the bytes which were removed from a place were handed in again. */
    public void addAgain(Upload upload) {
        jdbc.sql(
                        "DELETE FROM upload WHERE ecosystem = :ecosystem AND place = :place AND"
                                + " sha256 = :sha256 AND removed_at IS NOT NULL")
                .param("ecosystem", upload.ecosystem())
                .param("place", upload.place())
                .param("sha256", upload.sha256().hex())
                .update();
        add(upload);
    }

    /**
     * Whether bytes are on record: as a file that is handed in, or as anything that was fetched or
     * written by a vetting.
     */
    public boolean isOnRecord(Sha256 bytes) {
        return jdbc.sql(
                                """
                        SELECT count(*) FROM (
                          SELECT sha256 FROM upload WHERE removed_at IS NULL AND (sha256 = :sha256 OR manifest = :sha256)
                          UNION ALL SELECT sha256 FROM artifact WHERE sha256 = :sha256
                          UNION ALL SELECT sha256 FROM vendor_bom WHERE sha256 = :sha256
                          UNION ALL SELECT document_sha256 FROM vetting_step WHERE document_sha256 = :sha256
                          UNION ALL SELECT document_sha256 FROM profile WHERE document_sha256 = :sha256
                        ) used
                        """)
                        .param("sha256", bytes.hex())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** All files of a name, oldest first. */
    public List<Upload> of(String ecosystem, String name) {
        return jdbc.sql(
                        "SELECT * FROM upload WHERE ecosystem = :ecosystem AND name = :name"
                                + " AND removed_at IS NULL ORDER BY at, id")
                .param("ecosystem", ecosystem)
                .param("name", name)
                .query(UploadStore::read)
                .list();
    }

    /** All files of a release, oldest first. */
    public List<Upload> of(Purl release) {
        return jdbc.sql(
                        "SELECT * FROM upload WHERE purl = :purl AND removed_at IS NULL ORDER BY"
                                + " at, id")
                .param("purl", release.toString())
                .query(UploadStore::read)
                .list();
    }

    /** Whether anything of a name was handed in, removed since or not. */
    public boolean has(String ecosystem, String name) {
        return jdbc.sql(
                        "SELECT 1 FROM upload WHERE ecosystem = :ecosystem AND name = :name"
                                + " FETCH FIRST 1 ROWS ONLY")
                .param("ecosystem", ecosystem)
                .param("name", name)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Whether anything of an ecosystem was handed in, removed since or not. */
    public boolean hasAny(String ecosystem) {
        return jdbc.sql(
                        "SELECT 1 FROM upload WHERE ecosystem = :ecosystem"
                                + " FETCH FIRST 1 ROWS ONLY")
                .param("ecosystem", ecosystem)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The newest first. */
    public List<Upload> latest(int most) {
        return jdbc.sql(
                        "SELECT * FROM upload WHERE removed_at IS NULL ORDER BY at DESC, id"
                                + " FETCH FIRST :most ROWS ONLY")
                .param("most", most)
                .query(UploadStore::read)
                .list();
    }

    /** The bytes of all files. */
    public long bytes() {
        return jdbc.sql("SELECT COALESCE(SUM(size_bytes), 0) FROM upload WHERE removed_at IS NULL")
                .query(Long.class)
                .single();
    }

    /** The bytes of all files that one account handed in. */
    public long bytesOf(Id account) {
        return jdbc.sql(
                        "SELECT COALESCE(SUM(size_bytes), 0) FROM upload WHERE account_id ="
                                + " :account AND removed_at IS NULL")
                .param("account", account.value())
                .query(Long.class)
                .single();
    }

    private static Upload read(ResultSet row, int number) throws SQLException {
        var manifest = row.getString("manifest");
        return new Upload(
                Rows.id(row, "id"),
                Rows.text(row, "ecosystem"),
                Rows.text(row, "name"),
                Purl.parse(Rows.text(row, "purl")),
                Rows.text(row, "place"),
                Rows.text(row, "file_name"),
                new Sha256(Rows.text(row, "sha256")),
                new Integrity(Rows.text(row, "integrity")),
                row.getLong("size_bytes"),
                manifest == null ? null : new Sha256(manifest),
                Rows.id(row, "account_id"),
                Rows.instant(row, "at"));
    }
}
