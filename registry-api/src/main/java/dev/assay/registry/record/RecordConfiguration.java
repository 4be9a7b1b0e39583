package dev.assay.registry.record;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.flaw.FlawStore;
import dev.assay.inventory.proof.ProofStore;
import dev.assay.inventory.record.RecordStore;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.reminder.Rotations;
import dev.assay.registry.server.FoundHosts;
import dev.assay.registry.server.ServerRows;
import dev.assay.registry.vetting.Publishings;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reopening;
import dev.assay.registry.workflow.SnapshotStore;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class RecordConfiguration {

    @Bean
    RecordStore recordStore(JdbcClient jdbc, Clock clock) {
        return new RecordStore(jdbc, clock);
    }

    @Bean
    RecordSources recordSources(
            ServerPackageStore packages,
            ReleaseStore releases,
            ClosureStore closures,
            ReviewStore reviews,
            JdbcClient jdbc,
            WaiverStore waivers,
            BreakGlassStore glass,
            ToolStore tools,
            ConsumerStore consumers,
            GrantStore grants,
            CredentialStore credentials,
            TaskStore tasks,
            AccountStore accounts,
            StatedValueStore stated,
            FlawStore flaws,
            ProofStore proofs,
            Publishings publishings,
            RunStore runs,
            FoundHosts hosts,
            SnapshotStore snapshots,
            BlobStore blobs,
            Rotations rotations) {
        return new RecordSources(
                packages,
                releases,
                closures,
                reviews,
                new VoteStore(jdbc),
                waivers,
                glass,
                tools,
                consumers,
                grants,
                credentials,
                tasks,
                accounts,
                stated,
                flaws,
                proofs,
                publishings,
                runs,
                hosts,
                new SnapshotLook(snapshots, blobs),
                rotations);
    }

    @Bean(initMethod = "start")
    RecordKeeper recordKeeper(RecordSources sources, RecordStore store) {
        return new RecordKeeper(new RecordMaker(sources), store);
    }

    @Bean
    RecordReader recordReader(RecordStore store, ServerPackageStore packages, ServerRows rows) {
        return new RecordReader(store, packages, rows);
    }

    @Bean
    Statements statements(
            StatedValueStore stated,
            ServerStore servers,
            ServerPackageStore packages,
            ReleaseStore releases,
            ReviewStore reviews,
            ConsumerStore consumers,
            RecordReader records,
            Reopening reopening,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        return new Statements(
                stated, servers, packages, releases, reviews, consumers, records, reopening, audit,
                deeds, clock);
    }
}
