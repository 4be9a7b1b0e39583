package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.audit.AuditTrail;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;

import javax.sql.DataSource;

/** The oldest PostgreSQL that is good enough is tried, where it is installed. */
class OldestPostgresqlTest {

    @Test
    void hasTheSameTablesAndGuardsAsTheNewest() throws Exception {
        try (var server = InstalledPostgresql.start(PostgreSql.OLDEST)) {
            var database = server.source();
            Migrations.apply(database);

            assertThat(shape(database)).isEqualTo(shape(Database.POSTGRESQL.source())).isNotEmpty();
            var jdbc = JdbcClient.create(database);
            var transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
            new AuditTrail(jdbc, transactions, Database.ticking()).append("a", "b", "c", "d");
            assertThat(new AuditChain(jdbc).verify()).isInstanceOf(AuditChain.State.Whole.class);
            assertThatThrownBy(() -> jdbc.sql("DELETE FROM audit_event").update())
                    .hasMessageContaining("audit");
        }
    }

    @Test
    void isNamedToWhoeverHasAnOlderOne() {
        assertThatThrownBy(() -> PostgreSql.require(14, "14.20 (Debian 14.20-1)"))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessage(
                        "the database is a PostgreSQL 14.20 (Debian 14.20-1), and Assay needs 15 or"
                                + " later; upgrade that server (pg_upgrade keeps what is in it), or"
                                + " name another one with spring.datasource.url");
        assertThatCode(() -> PostgreSql.require(15, "15.0")).doesNotThrowAnyException();
    }

    private static List<String> shape(DataSource database) {
        return JdbcClient.create(database)
                .sql(
                        """
                        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
                        FROM information_schema.columns WHERE table_schema = 'public'
                        UNION ALL
                        SELECT 'trigger ' || event_object_table || ' ' || trigger_name || ' '
                            || event_manipulation
                        FROM information_schema.triggers WHERE trigger_schema = 'public'
                        UNION ALL
                        SELECT 'index ' || tablename || ' ' || indexname FROM pg_indexes
                        WHERE schemaname = 'public' AND indexdef NOT LIKE '%gin%'
                        ORDER BY 1
                        """)
                .query(String.class)
                .list();
    }
}
