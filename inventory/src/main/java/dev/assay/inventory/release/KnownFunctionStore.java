package dev.assay.inventory.release;

import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Sha256;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The shapes of the functions of every profiled release, so that copies of a release are found in
 * other packages. What is here is an index over profiles and can be made again from them.
 */
public final class KnownFunctionStore {

    /** Below what either database takes as parameters of one statement. */
    private static final int BATCH = 500;

    /**
     * A release that has some of the shapes asked for.
     *
     * @param functions how many of them
     */
    public record Candidate(String purl, Sha256 sha256, int functions) {}

    private final JdbcClient jdbc;

    public KnownFunctionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Adds a release. Stands alone, outside any transaction; one that was broken off is begun anew.
     *
     * @param shapes each at most 32 characters
     */
    public void add(Sha256 artifact, int analysis, String purl, Collection<String> shapes) {
        var number = number(artifact, analysis, purl);
        if (number < 0) {
            return;
        }
        jdbc.sql("DELETE FROM known_function WHERE release_number = :number")
                .param("number", number)
                .update();
        for (var batch : batches(shapes)) {
            var rows =
                    new StringBuilder("INSERT INTO known_function (shape, release_number) VALUES ");
            for (var index = 0; index < batch.size(); index++) {
                rows.append(index == 0 ? "(?, ?)" : ", (?, ?)");
            }
            var statement = jdbc.sql(rows.toString());
            for (var shape : batch) {
                statement = statement.param(shape).param(number);
            }
            statement.update();
        }
        jdbc.sql("UPDATE known_release SET complete = TRUE WHERE number = :number")
                .param("number", number)
                .update();
    }

    /** The number to write under; -1 where the release is there whole. */
    private long number(Sha256 artifact, int analysis, String purl) {
        try {
            jdbc.sql(
                            """
                            INSERT INTO known_release (sha256, analysis, purl, complete)
                            VALUES (:sha256, :analysis, :purl, FALSE)
                            """)
                    .param("sha256", artifact.hex())
                    .param("analysis", analysis)
                    .param("purl", purl)
                    .update();
        } catch (DuplicateKeyException e) {
            // It was begun before.
        }
        return jdbc.sql(
                        """
                        SELECT CASE WHEN complete THEN -1 ELSE number END AS number
                        FROM known_release WHERE sha256 = :sha256 AND analysis = :analysis AND purl = :purl
                        """)
                .param("sha256", artifact.hex())
                .param("analysis", analysis)
                .param("purl", purl)
                .query((row, index) -> row.getLong("number"))
                .single();
    }

    /**
     * The releases that have most of these shapes, best first.
     *
     * @param fewest how many shapes a release must have to be named
     * @param most how many releases to name
     */
    public List<Candidate> candidates(
            Collection<String> shapes, int analysis, int fewest, int most) {
        var counts = new HashMap<Long, Integer>();
        for (var batch : batches(shapes)) {
            jdbc.sql(
                            """
                            SELECT f.release_number AS number, COUNT(*) AS functions
                            FROM known_function f WHERE f.shape IN (:shapes)
                            GROUP BY f.release_number
                            """)
                    .param("shapes", batch)
                    .query(
                            row -> {
                                counts.merge(
                                        row.getLong("number"),
                                        row.getInt("functions"),
                                        Integer::sum);
                            });
        }
        var found = new ArrayList<Candidate>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= fewest)
                .sorted(Comparator.comparing((Map.Entry<Long, Integer> entry) -> -entry.getValue()))
                .limit(most)
                .forEach(entry -> candidate(entry.getKey(), analysis, entry.getValue(), found));
        found.sort(
                Comparator.comparing((Candidate each) -> -each.functions())
                        .thenComparing(Candidate::purl));
        return found;
    }

    private void candidate(long number, int analysis, int functions, List<Candidate> into) {
        jdbc.sql(
                        """
                        SELECT purl, sha256 FROM known_release
                        WHERE number = :number AND analysis = :analysis AND complete
                        """)
                .param("number", number)
                .param("analysis", analysis)
                .query(
                        (row, index) ->
                                new Candidate(
                                        Rows.text(row, "purl"),
                                        new Sha256(Rows.text(row, "sha256")),
                                        functions))
                .optional()
                .ifPresent(into::add);
    }

    private static List<List<String>> batches(Collection<String> shapes) {
        var distinct = new ArrayList<>(new TreeSet<>(shapes));
        var batches = new ArrayList<List<String>>();
        for (var from = 0; from < distinct.size(); from += BATCH) {
            batches.add(distinct.subList(from, Math.min(distinct.size(), from + BATCH)));
        }
        return batches;
    }
}
