package dev.assay.registry.upload;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.worker.ScanWorker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UploadSettings.class)
class UploadConfiguration {

    @Bean
    UploadStore uploadStore(JdbcClient jdbc) {
        return new UploadStore(jdbc);
    }

    @Bean
    OwnPackages ownPackages(
            UploadStore uploads, BlobStore blobs, AccountStore accounts, UploadSettings settings) {
        return new UploadShelf(uploads, blobs, accounts, new Namespaces(settings));
    }

    @Bean
    Uploaders uploaders(UploadStore uploads, AccountStore accounts) {
        return new Uploaders(uploads, accounts);
    }

    @Bean
    UploadDesk uploadDesk(
            UploadStore uploads,
            ReleaseStore releases,
            BlobStore blobs,
            ScanWorker worker,
            AuditTrail audit,
            Deeds deeds,
            UploadSettings settings,
            @Value("${assay.data-directory:data}") Path data,
            Clock clock,
            UploadLock keeping) {
        return new UploadDesk(
                uploads,
                releases,
                blobs,
                worker,
                audit,
                deeds,
                settings,
                data.resolve("unfinished"),
                clock,
                keeping.lock());
    }

    @Bean
    UploadRemovals uploadRemovals(
            UploadStore uploads,
            ReleaseStore releases,
            BlobStore blobs,
            AuditTrail audit,
            Deeds deeds,
            Clock clock,
            UploadLock keeping) {
        return new UploadRemovals(uploads, releases, blobs, audit, deeds, clock, keeping.lock());
    }

    /** Held while a file is kept and noted, and while one is removed. */
    record UploadLock(ReentrantLock lock) {}

    @Bean
    UploadLock uploadLock() {
        return new UploadLock(new ReentrantLock());
    }
}
