package dev.assay.registry.server;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.ServerSearch;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.ViewStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.SnapshotStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    ServerStore serverStore(JdbcClient jdbc, Clock clock) {
        return new ServerStore(jdbc, clock);
    }

    @Bean
    ServerSearch serverSearch(JdbcClient jdbc, Clock clock) {
        return new ServerSearch(jdbc, clock);
    }

    @Bean
    ServerRecords serverRecords(
            ServerPackageStore packages,
            ReleaseStore releases,
            ReviewStore reviews,
            WaiverStore waivers,
            BreakGlassStore glass,
            TaskStore tasks,
            ReportReader reports) {
        return new ServerRecords(packages, releases, reviews, waivers, glass, tasks, reports);
    }

    @Bean
    FoundHosts foundHosts(SnapshotStore snapshots, BlobStore blobs) {
        return new FoundHosts(snapshots, blobs);
    }

    @Bean(initMethod = "start")
    ServerRows serverRows(
            ServerStore servers,
            ServerRecords records,
            FoundHosts hosts,
            BesideTheRow beside,
            TransactionTemplate transactions,
            Clock clock) {
        return new ServerRows(
                servers,
                records.packages(),
                new ListingMaker(records, hosts, clock),
                beside,
                transactions);
    }

    @Bean
    ServerReader serverReader(
            ServerStore servers,
            ServerRecords records,
            ClosureStore closures,
            FoundHosts hosts,
            ServerRows rows) {
        return new ServerReader(servers, records, closures, hosts, rows);
    }

    @Bean
    Views views(JdbcClient jdbc, Deeds deeds, Clock clock) {
        return new Views(new ViewStore(jdbc, clock), deeds);
    }
}
