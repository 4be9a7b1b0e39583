package dev.assay.inventory.audit;

import org.h2.api.Trigger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What H2 runs before an event would be changed or removed: it says no. PostgreSQL has the same as
 * a function.
 */
public final class AppendOnly implements Trigger {

    /** What both databases say. */
    public static final String REFUSAL = "the audit trail is append-only";

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException(REFUSAL, "45000");
    }
}
