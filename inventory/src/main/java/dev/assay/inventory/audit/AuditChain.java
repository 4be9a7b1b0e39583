package dev.assay.inventory.audit;

import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Follows the chain of events from the first to the last. */
public final class AuditChain {

    private static final int AT_A_TIME = 2000;

    /** How the chain stands. */
    public sealed interface State {

        /**
         * @param entries how many events there are
         * @param head the hash of the last; to be kept elsewhere, it vouches for all before it
         */
        record Whole(long entries, String head) implements State {}

        /**
         * @param sequence the first event that is not what was written, or after which one is
         *     missing
         * @param entries how many before it are whole
         */
        record Broken(long sequence, String why, long entries) implements State {}
    }

    private record Head(String hash, long entries) {}

    private final JdbcClient jdbc;

    public AuditChain(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * After which event the chain is followed.
     *
     * @param sequence of that event
     * @param hash of that event
     * @param entries how many there are up to it
     */
    public record Place(long sequence, String hash, long entries) {

        /** Before all events. */
        public static final Place BEGINNING = new Place(0, AuditEvent.BEFORE_ALL, 0);
    }

    /** Reads every event. Takes as long as that takes; people's deeds go on meanwhile. */
    public State verify() {
        return follow(Place.BEGINNING, event -> {});
    }

    /**
     * Reads every event from a place on.
     *
     * @param sink is told each that is what was written, in their order
     */
    public State follow(Place from, Consumer<AuditEvent> sink) {
        var head = head();
        var state = follow(from, head.entries(), sink);
        return state instanceof State.Whole whole && !whole.head().equals(head.hash())
                ? new State.Broken(
                        last(), "it is not the event that was written last", whole.entries())
                : state;
    }

    /**
     * Reads every event from a place on, up to so many in all.
     *
     * @param until how many there are to be up to the last that is read
     */
    public State follow(Place from, long until, Consumer<AuditEvent> sink) {
        var previous = from.hash();
        var last = from.sequence();
        var entries = from.entries();
        while (entries < until) {
            var batch =
                    jdbc.sql(
                                    """
                                    SELECT * FROM audit_event WHERE sequence > :last
                                    ORDER BY sequence LIMIT :most
                                    """)
                            .param("last", last)
                            .param("most", Math.min(AT_A_TIME, until - entries))
                            .query(Checked::read)
                            .list();
            for (var each : batch) {
                var why = each.fault(previous);
                if (why != null) {
                    return new State.Broken(each.event().sequence(), why, entries);
                }
                previous = each.event().hash();
                last = each.event().sequence();
                entries++;
                sink.accept(each.event());
            }
            if (batch.isEmpty()) {
                return new State.Broken(
                        last,
                        "after it " + (until - entries) + " of " + until + " events are missing",
                        entries);
            }
        }
        return new State.Whole(entries, previous);
    }

    private long last() {
        return jdbc.sql("SELECT coalesce(max(sequence), 0) FROM audit_event")
                .query(Long.class)
                .single();
    }

    private Head head() {
        return jdbc.sql("SELECT hash, entries FROM audit_head WHERE number = 1")
                .query((row, number) -> new Head(Rows.text(row, "hash"), row.getLong("entries")))
                .single();
    }

    private record Checked(AuditEvent event, String server) {

        static Checked read(ResultSet row, int number) throws SQLException {
            return new Checked(AuditTrail.read(row, number), Rows.text(row, "server"));
        }

        @Nullable String fault(String previous) {
            if (!event.previous().equals(previous)) {
                return "it does not follow the event before it: one was removed, put in or moved";
            }
            if (!event.hash().equals(event.expectedHash())) {
                return "its content is not what was written";
            }
            // The column that searches use is derived, so the hash does not cover it.
            return server.equals(event.server()) ? null : "it is filed under another server";
        }
    }
}
