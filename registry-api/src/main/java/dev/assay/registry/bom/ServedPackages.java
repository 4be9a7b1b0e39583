package dev.assay.registry.bom;

import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.licence.LicenceFiles;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Closures as the database has them, without the manifests, which are most of it. */
final class ServedPackages implements Packages {

    private final JdbcClient jdbc;
    private final ServerPackageStore packages;

    ServedPackages(JdbcClient jdbc, ServerPackageStore packages) {
        this.jdbc = jdbc;
        this.packages = packages;
    }

    @Override
    public Map<String, List<Packed>> served(String server) {
        var closures = new LinkedHashMap<String, List<Packed>>();
        jdbc.sql(
                        """
                        SELECT DISTINCT r.purl AS release_purl, c.purl, c.integrity,
                          c.licence_expression, c.licence_declared, c.licence_texts
                        FROM release r JOIN closure_package c ON c.release_id = r.id
                        WHERE r.package_purl IN (:packages) AND r.state = 'APPROVED' AND c.path <> ''
                        ORDER BY r.purl, c.purl, c.integrity
                        """)
                .param("packages", packagesOf(server))
                .query(
                        row -> {
                            closures.computeIfAbsent(
                                            Rows.text(row, "release_purl"),
                                            purl -> new ArrayList<>())
                                    .add(
                                            new Packed(
                                                    Rows.text(row, "purl"),
                                                    Rows.text(row, "integrity"),
                                                    said(row),
                                                    texts(row)));
                        });
        return closures;
    }

    @Override
    public Map<String, Id> releases(String server) {
        var ids = new LinkedHashMap<String, Id>();
        jdbc.sql(
                        """
                        SELECT id, purl FROM release
                        WHERE package_purl IN (:packages) AND state = 'APPROVED' ORDER BY purl
                        """)
                .param("packages", packagesOf(server))
                .query(
                        row -> {
                            ids.put(Rows.text(row, "purl"), Rows.id(row, "id"));
                        });
        return ids;
    }

    private List<String> packagesOf(String server) {
        return packages.packagesOf(Purl.parse(server)).stream().map(Purl::toString).toList();
    }

    private static String said(ResultSet row) throws SQLException {
        var expression = row.getString("licence_expression");
        var declared = row.getString("licence_declared");
        return expression == null || expression.isEmpty()
                ? (declared == null ? "" : declared)
                : expression;
    }

    private static List<String> texts(ResultSet row) throws SQLException {
        var texts = row.getString("licence_texts");
        return texts == null || texts.isEmpty()
                ? List.of()
                : Stream.of(texts.split(", "))
                        .filter(each -> !each.equals(LicenceFiles.UNKNOWN))
                        .toList();
    }
}
