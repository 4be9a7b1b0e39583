package dev.assay.inventory.store;

import org.flywaydb.core.Flyway;

import javax.sql.DataSource;

/** Brings a database to the shape this version expects; the same scripts on H2 and PostgreSQL. */
public final class Migrations {

    private Migrations() {}

    public static void apply(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:dev/assay/inventory/migrations")
                // Branches number their migrations before they meet, and do not meet in order.
                .outOfOrder(true)
                .load()
                .migrate();
    }
}
