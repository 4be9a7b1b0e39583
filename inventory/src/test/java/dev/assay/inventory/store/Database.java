package dev.assay.inventory.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/**
 * The databases that every store is tried on. Each is started and migrated once per run, so a test
 * makes names of its own.
 */
public enum Database {
    H2 {
        @Override
        DataSource open() {
            return pooled("jdbc:h2:mem:assay;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000", "assay");
        }
    },
    POSTGRESQL {
        @Override
        DataSource open() {
            try {
                @SuppressWarnings("resource") // It ends with the JVM.
                var server = EmbeddedPostgres.start();
                return pooled(server.getJdbcUrl("postgres", "postgres"), "postgres");
            } catch (Exception | LinkageError e) {
                reason = "PostgreSQL cannot be started here: " + e;
                return NONE;
            }
        }
    };

    private static final DataSource NONE = new HikariDataSource();
    private static String reason = "";

    private DataSource source;

    abstract DataSource open();

    /** The migrated database; skips the test where it cannot be had. */
    public synchronized DataSource source() {
        if (source == null) {
            source = open();
            if (source != NONE) {
                Migrations.apply(source);
            }
        }
        Assumptions.assumeTrue(source != NONE, () -> reason);
        return source;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source());
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(source()));
    }

    /** A clock that moves on by a second each time it is read. */
    public static Clock ticking() {
        var seconds = new AtomicLong(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond());
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochSecond(seconds.getAndIncrement());
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private static DataSource pooled(String url, String user) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        settings.setUsername(user);
        settings.setPassword("");
        settings.setMaximumPoolSize(6);
        settings.setConnectionTimeout(10_000);
        if (url.startsWith(PostgreSql.ADDRESS)) {
            settings.setConnectionInitSql(PostgreSql.ON_CONNECT);
        }
        return new HikariDataSource(settings);
    }
}
