package dev.assay.inventory.attestation;

import org.h2.api.Trigger;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What H2 runs before something that was issued would be changed or removed: it says no. PostgreSQL
 * has the same as a function.
 */
public final class Issued implements Trigger {

    /** What both databases say. */
    public static final String REFUSAL = "what was issued is never changed";

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        throw new SQLException(REFUSAL, "45000");
    }
}
