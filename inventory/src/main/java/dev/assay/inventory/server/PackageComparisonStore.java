package dev.assay.inventory.server;

import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.Optional;

/**
 * Comparisons of two releases that are one version of one server. The one with the lower id is the
 * first, whoever asks.
 */
public final class PackageComparisonStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public PackageComparisonStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a release is the first of the two. */
    public static boolean isFirst(Id release, Id other) {
        return release.value().compareTo(other.value()) < 0;
    }

    /**
     * The document of a comparison.
     *
     * @param analysis the version of the analysers; what another one made is none
     */
    public Optional<Sha256> find(Id release, Id other, int analysis) {
        var first = isFirst(release, other);
        return jdbc.sql(
                        """
                        SELECT document FROM package_comparison
                        WHERE one_release = :one AND other_release = :other AND analysis = :analysis
                        """)
                .param("one", (first ? release : other).value())
                .param("other", (first ? other : release).value())
                .param("analysis", analysis)
                .query((row, number) -> new Sha256(Rows.text(row, "document")))
                .optional();
    }

    /** Keeps a comparison in place of what was kept of the two. */
    public void keep(Id release, Id other, int analysis, Sha256 document) {
        var first = isFirst(release, other);
        var one = (first ? release : other).value();
        var two = (first ? other : release).value();
        jdbc.sql(
                        "DELETE FROM package_comparison WHERE one_release = :one AND other_release = :other")
                .param("one", one)
                .param("other", two)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO package_comparison
                          (one_release, other_release, analysis, document, compared_at)
                        VALUES (:one, :other, :analysis, :document, :now)
                        """)
                .param("one", one)
                .param("other", two)
                .param("analysis", analysis)
                .param("document", document.hex())
                .param("now", Rows.column(clock.instant()))
                .update();
    }
}
