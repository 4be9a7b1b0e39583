package dev.assay.registry.identity.token;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.TokenStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.Migrations;

import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The tokens of a data folder whose service is stopped: for whoever has the disk. */
public final class OfflineTokens implements AutoCloseable {

    private static final int MOST_DAYS = 365;

    private final JdbcConnectionPool database;
    private final AccountStore accounts;
    private final Tokens tokens;

    /**
     * @throws org.springframework.jdbc.CannotGetJdbcConnectionException when a running service
     *     holds the folder
     */
    public OfflineTokens(Path dataDirectory, Clock clock) {
        database =
                JdbcConnectionPool.create(
                        EmbeddedDatabase.url(dataDirectory), EmbeddedDatabase.USER, "");
        try {
            Migrations.apply(database);
        } catch (RuntimeException e) {
            database.dispose();
            throw e;
        }
        var jdbc = JdbcClient.create(database);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
        accounts = new AccountStore(jdbc, clock);
        var store = new TokenStore(jdbc, accounts, clock);
        tokens =
                new Tokens(
                        store,
                        accounts,
                        new AuditTrail(jdbc, transactions, clock),
                        transactions,
                        new TokenBook(store, clock, Duration.ofDays(1)),
                        new TokenSettings(MOST_DAYS, 50, Duration.ofDays(1)),
                        clock);
    }

    public AccountStore accounts() {
        return accounts;
    }

    public Tokens tokens() {
        return tokens;
    }

    @Override
    public void close() {
        database.dispose();
    }
}
