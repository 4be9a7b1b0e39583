package dev.assay.inventory.release;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Integrity;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The licences of the packages of closures. */
public final class LicenceStore {

    private static final String BETWEEN = ", ";
    private static final int LONGEST_DECLARED = 2_300;
    private static final int LONGEST_TEXTS = 1_000;

    private final JdbcClient jdbc;

    public LicenceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what was found in one package of a release's closure, wherever it stands in it. */
    public void keep(Id release, PackageLicence licence) {
        jdbc.sql(
                        """
                        UPDATE closure_package
                        SET licence_expression = :expression, licence_declared = :declared,
                            licence_texts = :texts
                        WHERE release_id = :release AND integrity = :integrity
                        """)
                .param("expression", licence.looked() ? licence.expression() : null)
                .param(
                        "declared",
                        licence.looked() ? cut(licence.declared(), LONGEST_DECLARED) : null)
                .param(
                        "texts",
                        licence.looked()
                                ? cut(String.join(BETWEEN, licence.texts()), LONGEST_TEXTS)
                                : null)
                .param("release", release.value())
                .param("integrity", licence.integrity().value())
                .update();
    }

    /** Those of a release's closure, the release first, then by package URL; each package once. */
    public List<PackageLicence> of(Id release) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT purl, integrity, licence_expression, licence_declared,
                          licence_texts, CASE WHEN path = '' THEN 0 ELSE 1 END AS place
                        FROM closure_package WHERE release_id = :release
                        ORDER BY place, purl, integrity
                        """)
                .param("release", release.value())
                .query(LicenceStore::read)
                .list();
    }

    static PackageLicence read(ResultSet row, int number) throws SQLException {
        var expression = row.getString("licence_expression");
        var declared = row.getString("licence_declared");
        var texts = row.getString("licence_texts");
        return new PackageLicence(
                Rows.text(row, "purl"),
                new Integrity(Rows.text(row, "integrity")),
                row.getInt("place") == 0,
                expression != null,
                expression == null ? "" : expression,
                declared == null ? "" : declared,
                texts == null || texts.isEmpty() ? List.of() : List.of(texts.split(BETWEEN)));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
