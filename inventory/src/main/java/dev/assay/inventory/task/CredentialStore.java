package dev.assay.inventory.task;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The credentials, by place and day. Callers hold the transaction. */
public final class CredentialStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public CredentialStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Remembers a credential.
     *
     * @throws org.springframework.dao.DuplicateKeyException where the package has one in that place
     */
    public Credential add(
            Purl packagePurl, String kind, String place, Id owner, LocalDate rotatedOn) {
        var credential =
                new Credential(
                        Id.random(), packagePurl.withVersion(null), kind, place, owner, rotatedOn);
        jdbc.sql(
                        """
                        INSERT INTO credential (id, package_purl, kind, place, owner_id, rotated_on, added_at)
                        VALUES (:id, :package, :kind, :place, :owner, :rotated, :now)
                        """)
                .param("id", credential.id().value())
                .param("package", credential.packagePurl().toString())
                .param("kind", kind)
                .param("place", place)
                .param("owner", owner.value())
                .param("rotated", rotatedOn)
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.packageOf(jdbc, credential.packagePurl().toString());
        return credential;
    }

    /** Those of a package that are in use, by place. */
    public List<Credential> of(Purl packagePurl) {
        return jdbc.sql(
                        """
                        SELECT * FROM credential
                        WHERE package_purl = :package AND retired_at IS NULL ORDER BY place
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .query(CredentialStore::read)
                .list();
    }

    /** Those that are in use, by package and place. */
    public List<Credential> all() {
        return jdbc.sql(
                        "SELECT * FROM credential WHERE retired_at IS NULL ORDER BY package_purl, place")
                .query(CredentialStore::read)
                .list();
    }

    public Optional<Credential> find(Id id) {
        return jdbc.sql("SELECT * FROM credential WHERE id = :id AND retired_at IS NULL")
                .param("id", id.value())
                .query(CredentialStore::read)
                .optional();
    }

    /** It was made anew on that day. */
    public void rotated(Id id, LocalDate day) {
        jdbc.sql("UPDATE credential SET rotated_on = :day WHERE id = :id AND rotated_on < :day")
                .param("id", id.value())
                .param("day", day)
                .update();
        Touches.credential(jdbc, id);
    }

    /** It is in use no more. */
    public void retire(Id id) {
        jdbc.sql("UPDATE credential SET retired_at = :now WHERE id = :id AND retired_at IS NULL")
                .param("id", id.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.credential(jdbc, id);
    }

    private static Credential read(ResultSet row, int number) throws SQLException {
        return new Credential(
                Rows.id(row, "id"),
                Purl.parse(Rows.text(row, "package_purl")),
                Rows.text(row, "kind"),
                Rows.text(row, "place"),
                Rows.id(row, "owner_id"),
                row.getObject("rotated_on", LocalDate.class));
    }
}
