package dev.assay.registry.backup;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.backup.Backup;
import dev.assay.inventory.backup.BackupFolder;
import dev.assay.inventory.store.BlobStore;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.time.Clock;

import javax.sql.DataSource;

@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

    /** Not where the gate runs alone: there is nothing that could be saved. */
    @Bean
    @ConditionalOnProperty(name = "assay.gate-alone", havingValue = "false", matchIfMissing = true)
    Backups backups(
            DataSource database,
            BlobStore blobs,
            @Value("${assay.data-directory:data}") Path data,
            AuditTrail audit,
            Clock clock) {
        return new Backups(
                new BackupFolder(data),
                new Backup(database, blobs, data, clock, line -> {}),
                audit);
    }
}
