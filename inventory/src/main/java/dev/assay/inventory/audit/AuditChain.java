package dev.assay.inventory.audit;

import dev.assay.inventory.store.Rows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;

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

    /** Reads every event. Takes as long as that takes; people's deeds go on meanwhile. */
    public State verify() {
        var head = head();
        var previous = AuditEvent.BEFORE_ALL;
        var last = 0L;
        var entries = 0L;
        while (entries < head.entries()) {
            var batch =
                    jdbc.sql(
                                    """
                                    SELECT * FROM audit_event WHERE sequence > :last
                                    ORDER BY sequence LIMIT :most
                                    """)
                            .param("last", last)
                            .param("most", Math.min(AT_A_TIME, head.entries() - entries))
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
            }
            if (batch.isEmpty()) {
                return new State.Broken(
                        last,
                        "after it "
                                + (head.entries() - entries)
                                + " of "
                                + head.entries()
                                + " events are missing",
                        entries);
            }
        }
        return previous.equals(head.hash())
                ? new State.Whole(entries, previous)
                : new State.Broken(last, "it is not the event that was written last", entries);
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
