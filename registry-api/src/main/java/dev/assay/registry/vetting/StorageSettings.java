package dev.assay.registry.vetting;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * Where Assay keeps what it knows.
 *
 * @param dataDirectory bytes under {@code blobs/}, the embedded database under {@code db/}
 */
@ConfigurationProperties("assay")
record StorageSettings(@DefaultValue("data") Path dataDirectory) {

    Path blobs() {
        return dataDirectory.resolve("blobs");
    }

    /** Half-done downloads; on the blobs' own disk, so that keeping one is a rename. */
    Path unfinished() {
        return dataDirectory.resolve("unfinished");
    }

    /** Whether a database is a file that no other process can open at the same time. */
    static boolean isEmbedded(HikariDataSource database) {
        var url = String.valueOf(database.getJdbcUrl());
        return (url.startsWith("jdbc:h2:async:") || url.startsWith("jdbc:h2:file:"))
                && !url.contains("AUTO_SERVER");
    }

    /**
     * The embedded database. Its plain files close for everybody when one thread that uses them is
     * interrupted; the asynchronous ones do not. A commit is written within a millisecond instead
     * of half a second; {@link EmbeddedCheckpoint} does not wait even for that. A row lock is
     * waited for rather than given up: vetting and a decision may want the same release.
     */
    String databaseUrl() {
        return "jdbc:h2:async:"
                + dataDirectory.toAbsolutePath().resolve("db").resolve("assay")
                + ";WRITE_DELAY=1;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE";
    }
}
