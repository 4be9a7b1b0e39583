package dev.assay.inventory.release;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What each release resolved to, locked. */
public final class ClosureStore {

    private final JdbcClient jdbc;

    public ClosureStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the closure of a release, in place of an earlier try's. */
    public void keep(Id release, Closure closure) {
        jdbc.sql("DELETE FROM closure_package WHERE release_id = :release")
                .param("release", release.value())
                .update();
        for (var each : closure.packages()) {
            jdbc.sql(
                            """
                            INSERT INTO closure_package
                              (release_id, path, purl, package_name, version, integrity, optional, manifest)
                            VALUES (:release, :path, :purl, :name, :version, :integrity, :optional, :manifest)
                            """)
                    .param("release", release.value())
                    .param("path", each.path())
                    .param("purl", each.purl().toString())
                    .param("name", each.purl().packageName())
                    .param("version", each.purl().exactVersion())
                    .param("integrity", each.integrity().value())
                    .param("optional", each.optional())
                    .param("manifest", each.manifest())
                    .update();
        }
    }

    /**
     * The packages of a release's closure, the release itself first; empty until it is resolved.
     */
    public List<LockedPackage> packages(Id release) {
        return jdbc.sql("SELECT * FROM closure_package WHERE release_id = :release ORDER BY path")
                .param("release", release.value())
                .query(ClosureStore::read)
                .list();
    }

    /** How many places a release's closure has, its own among them; none until it is resolved. */
    public int size(Id release) {
        return jdbc.sql("SELECT count(*) FROM closure_package WHERE release_id = :release")
                .param("release", release.value())
                .query(Integer.class)
                .single();
    }

    /** The release itself, as its closure has it; empty until it is resolved. */
    public Optional<LockedPackage> root(Id release) {
        return jdbc.sql("SELECT * FROM closure_package WHERE release_id = :release AND path = ''")
                .param("release", release.value())
                .query(ClosureStore::read)
                .optional();
    }

    private static LockedPackage read(ResultSet row, int number) throws SQLException {
        return new LockedPackage(
                Rows.text(row, "path"),
                Purl.parse(Rows.text(row, "purl")),
                new Integrity(Rows.text(row, "integrity")),
                row.getBoolean("optional"),
                Rows.text(row, "manifest"));
    }
}
