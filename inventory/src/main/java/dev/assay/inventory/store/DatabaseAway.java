package dev.assay.inventory.store;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Set;

/** Tells a database that cannot be reached just now from one that is set up wrongly. */
public final class DatabaseAway {

    /** Class 08 of SQL's states: connection exception. */
    private static final String CONNECTION = "08";

    /**
     * PostgreSQL's own for one that is starting, stopping, failing over or full: {@code
     * cannot_connect_now}, {@code admin_shutdown}, {@code crash_shutdown}, {@code
     * too_many_connections}.
     */
    private static final Set<String> NOT_NOW = Set.of("57P03", "57P01", "57P02", "53300");

    private DatabaseAway() {}

    /**
     * Whether that is what a failure comes from.
     *
     * @return what the database's driver said, or null where it is something else
     */
    public static @Nullable SQLException cause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A pool that gave up has no state of its own, but a cause with one.
            if (cause instanceof SQLException sql && isAway(sql.getSQLState())) {
                return sql;
            }
        }
        return null;
    }

    private static boolean isAway(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION) || NOT_NOW.contains(state));
    }
}
