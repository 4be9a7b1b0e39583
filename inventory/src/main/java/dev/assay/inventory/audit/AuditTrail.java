package dev.assay.inventory.audit;

import dev.assay.inventory.store.Rows;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The append-only record of what people and the service did. An event is written in the transaction
 * of what it records, so there is neither a deed without an event nor an event without its deed.
 * Each carries the hash of the one before. The database lets nobody change or remove one.
 */
public final class AuditTrail {

    /** The actor of what the service does on its own. */
    public static final String SERVICE = "assay";

    /** Hears of an event in the transaction that writes it, and writes nothing to the trail. */
    @FunctionalInterface
    public interface Listener {

        void appended(String actor, String action, String subject, String detail);
    }

    private record Pending(
            Instant at, String actor, String action, String subject, String detail) {}

    private record Head(String hash, long entries) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Listener listener;
    private final AuditPeople people;

    public AuditTrail(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this(jdbc, transactions, clock, (actor, action, subject, detail) -> {});
    }

    public AuditTrail(
            JdbcClient jdbc, TransactionTemplate transactions, Clock clock, Listener listener) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.listener = listener;
        this.people = new AuditPeople(jdbc);
    }

    /**
     * Records a deed: with the running transaction, as the last thing before it is committed, or in
     * one of its own. The actor, and what an event about an account is about, are logins; a login
     * inside the detail is {@linkplain AuditPeople#mark marked}. The trail has pseudonyms for them.
     */
    public void append(String actor, String action, String subject, String detail) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            transactions.executeWithoutResult(status -> append(actor, action, subject, detail));
            return;
        }
        writing()
                .add(
                        new Pending(
                                clock.instant().truncatedTo(ChronoUnit.MICROS),
                                actor,
                                stored(action, 60),
                                subject,
                                detail));
        listener.appended(actor, action, subject, AuditPeople.unmarked(detail));
    }

    /** What happened to one subject, oldest first, with logins for pseudonyms. */
    public List<AuditEvent> of(String subject) {
        return people.named(
                jdbc.sql(
                                """
                                SELECT * FROM audit_event WHERE subject IN (:subject, :known)
                                ORDER BY sequence
                                """)
                        .param("subject", subject)
                        .param("known", people.known(subject).orElse(subject))
                        .query(AuditTrail::read)
                        .list());
    }

    /** The last events, newest first, with logins for pseudonyms. */
    public List<AuditEvent> latest(int limit) {
        return people.named(
                jdbc.sql("SELECT * FROM audit_event ORDER BY sequence DESC LIMIT :limit")
                        .param("limit", limit)
                        .query(AuditTrail::read)
                        .list());
    }

    private Writing writing() {
        for (var each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Writing writing && writing.of(this)) {
                return writing;
            }
        }
        var writing = new Writing();
        TransactionSynchronizationManager.registerSynchronization(writing);
        return writing;
    }

    /**
     * The events of one transaction. The head of the chain is locked as late as can be: locked at
     * the first event, two transactions could each wait for a release that the other holds.
     */
    private final class Writing implements TransactionSynchronization {

        private final List<Pending> events = new ArrayList<>();
        private boolean begun;

        boolean of(AuditTrail trail) {
            return AuditTrail.this == trail;
        }

        void add(Pending event) {
            if (begun) {
                write(List.of(event));
            } else {
                events.add(event);
            }
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            begun = true;
            write(events);
        }
    }

    private void write(List<Pending> events) {
        var head =
                jdbc.sql("SELECT hash, entries FROM audit_head WHERE number = 1 FOR UPDATE")
                        .query(
                                (row, number) ->
                                        new Head(Rows.text(row, "hash"), row.getLong("entries")))
                        .single();
        var previous = head.hash();
        for (var pending : events) {
            var event = pseudonymous(pending);
            var hash =
                    AuditHash.of(
                            previous,
                            event.at(),
                            event.actor(),
                            event.action(),
                            event.subject(),
                            event.detail());
            jdbc.sql(
                            """
                            INSERT INTO audit_event (at, actor, action, subject, detail, server, previous, hash)
                            VALUES (:at, :actor, :action, :subject, :detail, :server, :previous, :hash)
                            """)
                    .param("at", Rows.column(event.at()))
                    .param("actor", event.actor())
                    .param("action", event.action())
                    .param("subject", event.subject())
                    .param("detail", event.detail())
                    .param("server", AuditEvent.serverOf(event.subject()))
                    .param("previous", previous)
                    .param("hash", hash)
                    .update();
            previous = hash;
        }
        jdbc.sql("UPDATE audit_head SET hash = :hash, entries = :entries WHERE number = 1")
                .param("hash", previous)
                .param("entries", head.entries() + events.size())
                .update();
    }

    private Pending pseudonymous(Pending event) {
        return new Pending(
                event.at(),
                stored(people.pseudonymOf(event.actor()), 100),
                event.action(),
                stored(people.subject(event.action(), event.subject()), 1000),
                stored(people.words(event.detail()), 4000));
    }

    /** Exactly what both databases give back: no NUL, no half of a surrogate pair, not too long. */
    private static String stored(String text, int most) {
        var cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
        return new String(
                cut.replace("\0", "").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    static AuditEvent read(ResultSet row, int number) throws SQLException {
        return new AuditEvent(
                row.getLong("sequence"),
                Rows.instant(row, "at"),
                Rows.text(row, "actor"),
                Rows.text(row, "action"),
                Rows.text(row, "subject"),
                Rows.text(row, "detail"),
                Rows.text(row, "previous"),
                Rows.text(row, "hash"));
    }
}
