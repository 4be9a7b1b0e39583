package dev.assay.inventory.record;

import org.h2.api.Trigger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What H2 runs before a statement or a kept record would be changed or removed: it says no.
 * PostgreSQL has the same as a function.
 */
public final class Kept implements Trigger {

    /** What both databases say. */
    public static final String REFUSAL = "records are kept as they were";

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException(REFUSAL, "45000");
    }
}
