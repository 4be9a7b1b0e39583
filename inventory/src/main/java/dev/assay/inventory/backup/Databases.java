package dev.assay.inventory.backup;

import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.PostgreSql;

import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;

import javax.sql.DataSource;

/** Databases for one command, without a pool. */
public final class Databases {

    private Databases() {}

    /** The one in a data folder, made where there is none. */
    public static DataSource embedded(Path dataDirectory) {
        var database = new JdbcDataSource();
        database.setUrl(EmbeddedDatabase.url(dataDirectory));
        database.setUser(EmbeddedDatabase.USER);
        return database;
    }

    /**
     * @throws UnfitException where the address is of another kind of database
     */
    public static DataSource postgresql(
            String url, @Nullable String user, @Nullable String password) throws UnfitException {
        if (!url.startsWith(PostgreSql.ADDRESS)) {
            throw new UnfitException(
                    "the address of a PostgreSQL is jdbc:postgresql://HOST/DATABASE");
        }
        var database = new PGSimpleDataSource();
        try {
            database.setUrl(url);
        } catch (IllegalArgumentException e) {
            throw new UnfitException(
                    "the address of the database is no jdbc:postgresql://HOST/DATABASE");
        }
        if (user != null) {
            database.setUser(user);
        }
        if (password != null) {
            database.setPassword(password);
        }
        database.setReWriteBatchedInserts(true);
        database.setApplicationName("assay");
        return database;
    }
}
