package dev.assay.inventory.fetchlog;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** All nodes' fetches. */
public final class FetchRecordStore {

    private static final int LONGEST_PURL = 1000;
    private static final int AT_A_TIME = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final AuditTrail audit;
    private final Clock clock;

    public FetchRecordStore(
            JdbcTemplate jdbc, TransactionTemplate transactions, AuditTrail audit, Clock clock) {
        this.jdbc = JdbcClient.create(jdbc);
        this.batches = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes lines of a log, which come in their order and may have been taken before. Numbers that
     * are left out are recorded as missing, once, and told on the audit trail in the same
     * transaction.
     *
     * @param spoiled bytes among the lines that were no line
     */
    void take(List<LogLine> lines, long spoiled) {
        if (!lines.isEmpty()) {
            transactions.executeWithoutResult(status -> new Taking(spoiled).take(lines));
        }
    }

    private final class Taking {

        private final long spoiled;
        private final List<FetchRecord> fresh = new ArrayList<>();
        private @Nullable Id node;
        private long shipped;

        Taking(long spoiled) {
            this.spoiled = spoiled;
        }

        void take(List<LogLine> lines) {
            for (var line : lines) {
                switch (line) {
                    case LogLine.Opened(var log, var first, var at) -> {
                        of(log);
                        upTo(first - 1, at);
                    }
                    case LogLine.Closed(var log, var last, var at) -> {
                        of(log);
                        upTo(last, at);
                    }
                    case LogLine.Fetched(var record) -> {
                        of(record.node());
                        if (record.sequence() > shipped) {
                            upTo(record.sequence() - 1, record.fetch().at());
                            shipped = record.sequence();
                            fresh.add(record);
                        }
                    }
                }
            }
            end();
        }

        private void of(Id log) {
            if (!log.equals(node)) {
                end();
                node = log;
                shipped = shipped(log);
            }
        }

        private void end() {
            if (node != null) {
                insert(fresh);
                jdbc.sql("UPDATE fetch_node SET shipped = :shipped, at = :now WHERE node = :node")
                        .param("shipped", shipped)
                        .param("now", Rows.column(clock.instant()))
                        .param("node", node.value())
                        .update();
                fresh.clear();
            }
        }

        /** Numbers up to one are accounted for: those that did not come are missing. */
        private void upTo(long number, Instant at) {
            if (number <= shipped || node == null) {
                return;
            }
            var first = shipped + 1;
            var why =
                    spoiled > 0
                            ? spoiled + " bytes of the log are not what was written"
                            : "the log was not ended in order, or was removed";
            jdbc.sql(
                            """
                            INSERT INTO fetch_gap (node, first_missing, last_missing, noticed_at, why)
                            VALUES (:node, :first, :last, :now, :why)
                            """)
                    .param("node", node.value())
                    .param("first", first)
                    .param("last", number)
                    .param("now", Rows.column(clock.instant()))
                    .param("why", why)
                    .update();
            audit.append(
                    AuditTrail.SERVICE,
                    "fetch-log.broken",
                    "the log of fetches " + node,
                    String.format(
                            Locale.UK,
                            "numbers %,d to %,d are missing before %s: %s; what was fetched under"
                                    + " them, if anything, is not on record",
                            first,
                            number,
                            at,
                            why));
            shipped = number;
        }
    }

    private long shipped(Id node) {
        var known =
                jdbc.sql("SELECT shipped FROM fetch_node WHERE node = :node FOR UPDATE")
                        .param("node", node.value())
                        .query(Long.class)
                        .optional();
        if (known.isPresent()) {
            return known.get();
        }
        jdbc.sql("INSERT INTO fetch_node (node, shipped, at) VALUES (:node, 0, :now)")
                .param("node", node.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        return 0;
    }

    private void insert(List<FetchRecord> records) {
        batches.batchUpdate(
                """
                INSERT INTO fetch_record (node, sequence, at, caller, stage, release_id, purl,
                  sha256, address_class, outcome)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                records,
                AT_A_TIME,
                (statement, each) -> {
                    var fetch = each.fetch();
                    var purl = fetch.purl().toString();
                    statement.setString(1, each.node().value());
                    statement.setLong(2, each.sequence());
                    statement.setObject(3, Rows.column(fetch.at()));
                    statement.setString(4, fetch.caller());
                    statement.setString(5, fetch.stage().name());
                    statement.setString(6, fetch.release().value());
                    statement.setString(
                            7,
                            purl.length() <= LONGEST_PURL ? purl : purl.substring(0, LONGEST_PURL));
                    statement.setString(8, fetch.sha256().hex());
                    statement.setString(9, fetch.from().word());
                    statement.setString(10, fetch.outcome().word());
                });
    }

    /**
     * Who was given a release, or its package as a part of another, the newest first.
     *
     * @param release also what it brought along counts
     * @param skip how many newer ones to leave out
     */
    public List<FetchRecord> of(Id release, Purl purl, int skip, int most) {
        return jdbc.sql(
                        """
                        SELECT * FROM fetch_record WHERE release_id = :release OR purl = :purl
                        ORDER BY at DESC, node, sequence DESC LIMIT :most OFFSET :skip
                        """)
                .param("release", release.value())
                .param("purl", purl.toString())
                .param("most", most)
                .param("skip", skip)
                .query(FetchRecordStore::read)
                .list();
    }

    /** How often each caller was given it, and when; those first who were given it last. */
    public List<FetchSum> sums(Id release, Purl purl, int most) {
        return jdbc.sql(
                        """
                        SELECT caller, stage, count(*) AS times, min(at) AS first_at, max(at) AS last_at
                        FROM fetch_record WHERE release_id = :release OR purl = :purl
                        GROUP BY caller, stage ORDER BY last_at DESC, caller, stage LIMIT :most
                        """)
                .param("release", release.value())
                .param("purl", purl.toString())
                .param("most", most)
                .query(
                        (row, number) ->
                                new FetchSum(
                                        Rows.text(row, "caller"),
                                        Stage.valueOf(Rows.text(row, "stage")),
                                        row.getLong("times"),
                                        Rows.instant(row, "first_at"),
                                        Rows.instant(row, "last_at")))
                .list();
    }

    /** How many fetches {@link #of} finds in all. */
    public long count(Id release, Purl purl) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM fetch_record WHERE release_id = :release OR purl = :purl
                        """)
                .param("release", release.value())
                .param("purl", purl.toString())
                .query(Long.class)
                .single();
    }

    /** What is missing of all logs, the last noticed first. */
    public List<FetchGap> gaps(int most) {
        return jdbc.sql("SELECT * FROM fetch_gap ORDER BY noticed_at DESC, node LIMIT :most")
                .param("most", most)
                .query(
                        (row, number) ->
                                new FetchGap(
                                        Rows.id(row, "node"),
                                        row.getLong("first_missing"),
                                        row.getLong("last_missing"),
                                        Rows.instant(row, "noticed_at"),
                                        Rows.text(row, "why")))
                .list();
    }

    /** Forgets what is older. That it did, and how much that was, goes on the audit trail. */
    public int forget(Instant before) {
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            var forgotten =
                                    jdbc.sql("DELETE FROM fetch_record WHERE at < :before")
                                            .param("before", Rows.column(before))
                                            .update();
                            if (forgotten > 0) {
                                audit.append(
                                        AuditTrail.SERVICE,
                                        "fetch-log.forgotten",
                                        "the log of fetches",
                                        String.format(
                                                Locale.UK,
                                                "%,d fetches from before %s were removed, as they"
                                                        + " are kept no longer",
                                                forgotten,
                                                before));
                            }
                            return forgotten;
                        }));
    }

    private static FetchRecord read(ResultSet row, int number) throws SQLException {
        return new FetchRecord(
                Rows.id(row, "node"),
                row.getLong("sequence"),
                new Fetch(
                        Rows.instant(row, "at"),
                        Rows.text(row, "caller"),
                        Stage.valueOf(Rows.text(row, "stage")),
                        Rows.id(row, "release_id"),
                        Purl.parse(Rows.text(row, "purl")),
                        new Sha256(Rows.text(row, "sha256")),
                        AddressClass.parse(Rows.text(row, "address_class")),
                        Fetch.Outcome.parse(Rows.text(row, "outcome"))));
    }
}
