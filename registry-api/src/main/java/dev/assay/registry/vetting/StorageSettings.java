package dev.assay.registry.vetting;

import com.zaxxer.hikari.HikariDataSource;

import dev.assay.inventory.store.EmbeddedDatabase;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * Where Assay keeps what it knows.
 *
 * @param dataDirectory bytes under {@code blobs/}, the embedded database under {@code db/}
 * @param database who its tables belong to
 */
@ConfigurationProperties("assay")
record StorageSettings(@DefaultValue("data") Path dataDirectory, @DefaultValue Database database) {

    /**
     * Who the tables belong to on PostgreSQL.
     *
     * @param owner the role that makes and changes tables; null where the service's own does
     * @param ownerPassword its password; null where it needs none
     */
    record Database(@Nullable String owner, @Nullable String ownerPassword) {

        // A record that holds a secret never prints it.
        @Override
        public String toString() {
            return "Database[owner=" + owner + "]";
        }
    }

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

    String databaseUrl() {
        return EmbeddedDatabase.url(dataDirectory);
    }
}
