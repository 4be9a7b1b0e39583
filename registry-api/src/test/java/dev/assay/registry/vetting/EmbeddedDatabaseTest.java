package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import dev.assay.inventory.store.EmbeddedDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;

class EmbeddedDatabaseTest {

    @Test
    void outlivesThreadsThatAreInterruptedWhileTheyWrite(@TempDir Path data) throws Exception {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(EmbeddedDatabase.url(data));
            pool.setUsername("assay");
            pool.setPassword("");
            assertThat(StorageSettings.isEmbedded(pool)).isTrue();
            var jdbc = JdbcClient.create(pool);
            jdbc.sql("CREATE TABLE note (text VARCHAR)").update();

            for (var round = 0; round < 10; round++) {
                var writer =
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            while (!Thread.currentThread().isInterrupted()) {
                                                jdbc.sql("INSERT INTO note VALUES ('x')").update();
                                            }
                                        });
                Thread.sleep(30);
                writer.interrupt();
                writer.join();
            }

            new EmbeddedCheckpoint(jdbc).take();
            assertThat(jdbc.sql("SELECT count(*) FROM note").query(Long.class).single())
                    .isPositive();
        }
    }
}
