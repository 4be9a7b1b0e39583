package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.zaxxer.hikari.HikariDataSource;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.KnownFunctionStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.server.PackageComparisonStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicySettings;
import dev.assay.registry.shipped.ServerPackages;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.upload.Uploaders;
import dev.assay.registry.vendorbom.VendorBoms;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.PresentStates;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.registry.workflow.VettingQueue;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.worker.ScanWorker;
import dev.assay.scanners.worker.WorkerCommand;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({VettingSettings.class, ScanSettings.class})
@PropertySource("classpath:dev/assay/registry/vetting/scheduler.properties")
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
    ScanWorker scanWorker(ScanSettings settings) throws InterruptedException {
        var limits = settings.toWorkerSettings();
        return new ScanWorker(WorkerCommand.ofCurrentClassPath(limits), limits);
    }

    @Bean
    Profiles profiles(
            ScanWorker worker,
            BlobStore blobs,
            VettingStore vetting,
            Documents documents,
            Origins origins) {
        return new Profiles(worker, blobs, vetting, documents, origins);
    }

    @Bean
    Origins origins(KnownFunctionStore known, VettingStore vetting, Documents documents) {
        return new Origins(known, vetting, documents);
    }

    @Bean
    ChangesMaker changesMaker(
            ScanWorker worker,
            Profiles profiles,
            Origins origins,
            DerivedStore derived,
            Documents documents) {
        return new ChangesMaker(worker, profiles, origins, derived, documents);
    }

    @Bean
    Comparison comparison(
            ReleaseStore releases,
            Profiles profiles,
            VettingStore vetting,
            Documents documents,
            Origins origins,
            ServerPackageStore packages) {
        return new Comparison(
                profiles,
                vetting,
                new ApprovedTools(releases, packages, vetting, documents),
                origins);
    }

    @Bean
    PackageComparisons packageComparisons(
            ReleaseStore releases,
            ServerPackageStore packages,
            VettingStore vetting,
            Profiles profiles,
            Documents documents,
            JdbcClient jdbc,
            Clock clock) {
        return new PackageComparisons(
                releases,
                packages,
                new PackageComparisonStore(jdbc, clock),
                vetting,
                profiles,
                documents);
    }

    @Bean
    ChangesReader changesReader(
            ReleaseStore releases,
            ClosureStore closures,
            Comparison comparison,
            ChangesMaker maker,
            ScanWorker worker,
            DerivedStore derived,
            Documents documents) {
        return new ChangesReader(releases, closures, comparison, maker, worker, derived, documents);
    }

    @Bean
    ReviewFacts reviewFacts(
            ReleaseStore releases,
            ReviewStore reviews,
            ClosureStore closures,
            Publishings publishings,
            Sources sources,
            StatedValueStore stated,
            Flaws flaws,
            ServerPackageStore packages,
            RunStore runs,
            Clock clock) {
        return new ReviewFacts(
                releases,
                reviews,
                closures,
                publishings,
                sources,
                stated,
                flaws,
                packages,
                runs,
                clock);
    }

    @Bean
    Pipeline pipeline(
            Upstreams upstreams,
            BlobStore blobs,
            ReleaseStore releases,
            VettingStore vetting,
            ClosureStore closures,
            Profiles profiles,
            Comparison comparison,
            ChangesMaker changes,
            Publishings publishings,
            SourceStage source,
            RunStage run,
            Sources sources,
            Runs runs,
            SnapshotStore snapshots,
            Documents documents,
            ReviewDesk desk,
            Deeds deeds,
            VettingProgress progress,
            StorageSettings storage,
            VettingSettings settings,
            ScanSettings scans,
            Policies policies,
            ReviewFacts facts,
            ToolMatrix matrix,
            Flaws flaws,
            LicenceStore licences,
            ServerPackages shipped,
            PackageComparisons comparisons,
            Uploaders uploaders,
            ClosureProofStore closureProofs,
            MeterRegistry meters) {
        var files = new KeptFiles(blobs, vetting, storage.unfinished());
        return new Pipeline(
                List.of(
                        new ArtifactStage(upstreams, files, releases, documents, uploaders),
                        new ClosureStage(
                                upstreams,
                                files,
                                closures,
                                closureProofs,
                                documents,
                                progress,
                                settings.fetchesAtOnce()),
                        new ProfileStage(
                                closures, vetting, profiles, documents, progress, scans.workers()),
                        source,
                        run,
                        new DeltaStage(
                                releases,
                                closures,
                                comparison,
                                changes,
                                publishings,
                                sources,
                                runs,
                                profiles,
                                closureProofs,
                                documents)),
                new VerdictStage(
                        vetting,
                        closures,
                        desk,
                        snapshots,
                        documents,
                        policies,
                        facts,
                        matrix,
                        flaws,
                        licences,
                        shipped,
                        comparisons),
                releases,
                vetting,
                desk,
                deeds,
                progress,
                blobs,
                new StageMeters(meters));
    }

    @Bean
    Judged judged(
            SnapshotStore snapshots,
            Documents documents,
            Flaws flaws,
            Proofs proofs,
            VendorBoms boms,
            RunStore runs) {
        return new Judged(snapshots, documents, flaws, proofs, boms, runs);
    }

    @Bean
    Rejudging rejudging(
            ReleaseStore releases,
            ReviewStore reviews,
            JudgementStore judgements,
            SnapshotStore snapshots,
            Judged judged,
            Policies policies,
            ReviewDesk desk,
            Deeds deeds,
            AuditTrail audit,
            Flaws flaws,
            Proofs proofs,
            VendorBoms boms,
            RunStore runs) {
        return new Rejudging(
                releases,
                reviews,
                judgements,
                snapshots,
                judged,
                policies,
                desk,
                deeds,
                audit,
                flaws,
                proofs,
                boms,
                runs);
    }

    @Bean
    Task<Void> rejudgingTask(Rejudging rejudging, PolicySettings settings) {
        return Tasks.recurring("rejudging", FixedDelay.of(settings.check()))
                .execute((instance, context) -> rejudging.run());
    }

    @Bean
    PolicyReports policyReports(
            ReleaseStore releases,
            JudgementStore judgements,
            Judged judged,
            Policies policies,
            Clock clock) {
        return new PolicyReports(releases, judgements, judged, policies, clock);
    }

    @Bean
    Task<Void> vettingTask(
            Pipeline pipeline,
            ReviewDesk desk,
            Deeds deeds,
            VettingSettings settings,
            JdbcClient jdbc,
            HikariDataSource database,
            Clock clock) {
        if (StorageSettings.isEmbedded(database)) {
            new AbandonedWork(jdbc, desk, deeds).release();
        }
        return new VettingTask(pipeline, desk, deeds, settings, jdbc, clock).task();
    }

    @Bean
    PresentStates presentStates(Upstreams upstreams, ReleaseStore releases) {
        return new UpstreamStates(upstreams, releases);
    }

    @Bean
    KnownFacts knownFacts(ReleaseStore releases, VettingStore vetting, Documents documents) {
        return new KnownFacts(releases, vetting, documents);
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
