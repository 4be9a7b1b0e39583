package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.SchedulerClient;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.registry.workflow.VettingQueue;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import java.time.Clock;

import javax.sql.DataSource;

@Configuration(proxyBeanMethods = false)
class VettingConfiguration {

    @Bean
    VettingProgress vettingProgress() {
        return new VettingProgress();
    }

    @Bean
    Documents documents(BlobStore blobs) {
        return new Documents(blobs);
    }

    /** A client of its own: the scheduler itself needs the tasks, and those the workflow. */
    @Bean
    VettingQueue vettingQueue(DataSource database, Clock clock) {
        var client =
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                        .build();
        return new SchedulerVettingQueue(client, clock);
    }

    @Bean
    ReportReader reportReader(
            ReleaseStore releases,
            ReviewStore reviews,
            VettingStore vetting,
            ClosureStore closures,
            SnapshotStore snapshots,
            Documents documents,
            VettingProgress progress) {
        return new ReportReader(
                releases, reviews, vetting, closures, snapshots, documents, progress);
    }
}
