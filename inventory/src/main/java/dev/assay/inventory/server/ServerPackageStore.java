package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which packages are one server, and what packages say of that. Callers hold the transaction. */
public final class ServerPackageStore {

    private static final int MOST_CLAIMS = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    public ServerPackageStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The package that a package's server is listed by: itself, where it was joined to none. */
    public Purl serverOf(Purl packagePurl) {
        var alone = packagePurl.withVersion(null);
        return joined(alone).map(ServerPackage::serverPurl).orElse(alone);
    }

    /** The id of the server that a package of this id belongs to; the same where it is its own. */
    public Id serverOf(Id server) {
        return jdbc.sql("SELECT server_purl FROM server_package WHERE own_id = :id")
                .param("id", server.value())
                .query((row, number) -> Servers.id(Purl.parse(Rows.text(row, "server_purl"))))
                .optional()
                .orElse(server);
    }

    /** How a package came to be another one's server; empty where it did not. */
    public Optional<ServerPackage> joined(Purl packagePurl) {
        return jdbc.sql("SELECT * FROM server_package WHERE package_purl = :package")
                .param("package", packagePurl.withVersion(null).toString())
                .query(ServerPackageStore::read)
                .optional();
    }

    /** The packages that were joined to a server, first what was joined first. */
    public List<ServerPackage> joinedTo(Purl serverPurl) {
        return jdbc.sql(
                        """
                        SELECT * FROM server_package WHERE server_purl = :server
                        ORDER BY joined_at, package_purl
                        """)
                .param("server", serverPurl.withVersion(null).toString())
                .query(ServerPackageStore::read)
                .list();
    }

    /** All packages of the server that a package belongs to, the one it is listed by first. */
    public List<Purl> packagesOf(Purl packagePurl) {
        var server = serverOf(packagePurl);
        var all = new ArrayList<Purl>();
        all.add(server);
        joinedTo(server).forEach(each -> all.add(each.packagePurl()));
        return List.copyOf(all);
    }

    /**
     * Makes a package another one's server, and with it those that were joined to it. Its own row
     * in the inventory goes with the next look.
     */
    public void join(ServerPackage joined) {
        var now = Rows.column(clock.instant());
        jdbc.sql("UPDATE server_package SET server_purl = :server WHERE server_purl = :package")
                .param("server", joined.serverPurl().toString())
                .param("package", joined.packagePurl().toString())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO server_package
                          (package_purl, server_purl, own_id, basis, reason, joined_by, joined_at)
                        VALUES (:package, :server, :own, :basis, :reason, :by, :now)
                        """)
                .param("package", joined.packagePurl().toString())
                .param("server", joined.serverPurl().toString())
                .param("own", Servers.id(joined.packagePurl()).value())
                .param("basis", joined.basis().name())
                .param("reason", joined.reason())
                .param("by", joined.by() == null ? null : joined.by().value())
                .param("now", now)
                .update();
        jdbc.sql("DELETE FROM server_package_parted WHERE package_purl = :package")
                .param("package", joined.packagePurl().toString())
                .update();
        touch(joined.packagePurl());
        touch(joined.serverPurl());
    }

    /** Makes a package a server of its own again, which stays so until a person says otherwise. */
    public void part(ServerPackage joined) {
        jdbc.sql("DELETE FROM server_package WHERE package_purl = :package")
                .param("package", joined.packagePurl().toString())
                .update();
        jdbc.sql(
                        """
                        INSERT INTO server_package_parted (package_purl, parted_at)
                        VALUES (:package, :now)
                        """)
                .param("package", joined.packagePurl().toString())
                .param("now", Rows.column(clock.instant()))
                .update();
        touch(joined.packagePurl());
        touch(joined.serverPurl());
    }

    /** Whether a person took a package out of a server. */
    public boolean isParted(Purl packagePurl) {
        return jdbc.sql("SELECT count(*) FROM server_package_parted WHERE package_purl = :package")
                        .param("package", packagePurl.withVersion(null).toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Keeps what is claimed of a package by one source, in place of what that claimed before. */
    public void claim(Purl packagePurl, PackageClaim.Source source, List<PackageClaim> claims) {
        jdbc.sql("DELETE FROM package_claim WHERE package_purl = :package AND source = :source")
                .param("package", packagePurl.withVersion(null).toString())
                .param("source", source.name())
                .update();
        claims.stream()
                .filter(PackageClaim::fits)
                .distinct()
                .limit(MOST_CLAIMS)
                .forEach(
                        each ->
                                jdbc.sql(
                                                """
                                                INSERT INTO package_claim
                                                  (package_purl, kind, claimed, source, release_id)
                                                VALUES (:package, :kind, :claimed, :source, :release)
                                                """)
                                        .param("package", each.packagePurl().toString())
                                        .param("kind", each.kind().name())
                                        .param("claimed", each.claimed())
                                        .param("source", source.name())
                                        .param("release", each.release().value())
                                        .update());
    }

    /** What is claimed of a package. */
    public List<PackageClaim> claimsOf(Purl packagePurl) {
        return jdbc.sql(
                        """
                        SELECT * FROM package_claim WHERE package_purl = :package
                        ORDER BY kind, claimed, source
                        """)
                .param("package", packagePurl.withVersion(null).toString())
                .query(ServerPackageStore::claim)
                .list();
    }

    /** Who claims this, of whichever package. */
    public List<PackageClaim> claims(PackageClaim.Kind kind, String claimed) {
        return jdbc.sql(
                        """
                        SELECT * FROM package_claim WHERE kind = :kind AND claimed = :claimed
                        ORDER BY package_purl, source LIMIT :most
                        """)
                .param("kind", kind.name())
                .param("claimed", claimed)
                .param("most", MOST_CLAIMS)
                .query(ServerPackageStore::claim)
                .list();
    }

    private void touch(Purl packagePurl) {
        jdbc.sql("INSERT INTO server_touch (package_purl) VALUES (:package)")
                .param("package", packagePurl.toString())
                .update();
    }

    private static ServerPackage read(ResultSet row, int number) throws SQLException {
        return new ServerPackage(
                Purl.parse(Rows.text(row, "package_purl")),
                Purl.parse(Rows.text(row, "server_purl")),
                ServerPackage.Basis.valueOf(Rows.text(row, "basis")),
                Rows.text(row, "reason"),
                Rows.idOrNull(row, "joined_by"),
                Rows.instant(row, "joined_at"));
    }

    private static PackageClaim claim(ResultSet row, int number) throws SQLException {
        return new PackageClaim(
                Purl.parse(Rows.text(row, "package_purl")),
                PackageClaim.Kind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "claimed"),
                PackageClaim.Source.valueOf(Rows.text(row, "source")),
                Rows.id(row, "release_id"));
    }
}
