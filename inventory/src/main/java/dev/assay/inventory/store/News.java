package dev.assay.inventory.store;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

/**
 * Hears from PostgreSQL ({@code LISTEN}) that a node committed a change, so that the others need
 * not wait for their next look. One connection is held for it. Where the database is another one,
 * or away, nothing is heard: whoever listens looks by itself now and then too.
 */
public final class News implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(News.class);

    /** For so long at a time; a stop waits no longer. */
    private static final Duration LISTENING = Duration.ofMillis(500);

    /** Every so many times the connection is tried, since a dead one is silent as well. */
    private static final int TRIED_EVERY = 20;

    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);
    private static final int SECONDS_TO_ANSWER = 5;

    /** What there is to tell. */
    public enum Of {
        RELEASES,
        TOKENS;

        /** What PostgreSQL calls it. */
        public String channel() {
            return "assay_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private record Listener(Of what, Runnable run) {}

    private final DataSource database;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private boolean away;

    public News(DataSource database) {
        this.database = database;
    }

    /**
     * Has somebody called after each change, and after each time in which one may have been missed;
     * several changes may be one call. On a thread of the news, one call after another.
     */
    public void on(Of what, Runnable listener) {
        listeners.add(new Listener(what, listener));
    }

    /** Begins to listen. */
    public void start() {
        Thread.ofVirtual().name("news").start(this::listen);
    }

    @Override
    public void close() {
        stopped.countDown();
    }

    private void listen() {
        try {
            do {
                try (var connection = database.getConnection()) {
                    if (!connection.isWrapperFor(PGConnection.class)) {
                        return;
                    }
                    listen(connection);
                } catch (SQLException e) {
                    if (!away) {
                        away = true;
                        LOG.warn(
                                "The database tells no changes of other nodes; they are looked for"
                                        + " instead: {}",
                                e.getMessage());
                    }
                }
            } while (!stopped.await(BETWEEN_CONNECTIONS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var each : Of.values()) {
                statement.execute("LISTEN " + each.channel());
            }
        }
        away = false;
        // What happened until now was told to nobody.
        EnumSet.allOf(Of.class).forEach(this::tell);
        var postgresql = connection.unwrap(PGConnection.class);
        try {
            for (var turn = 1; stopped.getCount() > 0; turn++) {
                hear(postgresql);
                if (turn % TRIED_EVERY == 0 && !connection.isValid(SECONDS_TO_ANSWER)) {
                    throw new SQLException("the connection does not answer any more");
                }
            }
        } finally {
            // The pool must not hand out a connection that gathers what nobody reads.
            connection.abort(Runnable::run);
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        var heard = EnumSet.noneOf(Of.class);
        var all = connection.getNotifications((int) LISTENING.toMillis());
        if (all == null) {
            return;
        }
        for (var each : all) {
            for (var what : Of.values()) {
                if (what.channel().equals(each.getName())) {
                    heard.add(what);
                }
            }
        }
        heard.forEach(this::tell);
    }

    private void tell(Of what) {
        for (var each : listeners) {
            if (each.what() != what) {
                continue;
            }
            try {
                each.run().run();
            } catch (RuntimeException e) {
                LOG.error("What another node changed was not taken up.", e);
            }
        }
    }
}
