package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.run.RunStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.detonation.AnswersFolder;
import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.detonation.sinkhole.RecordedAnswer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** What runs servers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DetonationSettings.class)
class RunConfiguration {

    @Bean
    RunStore runStore(JdbcClient jdbc, Clock clock) {
        return new RunStore(jdbc, clock);
    }

    @Bean
    Runs runs(RunStore store, Documents documents, BlobStore blobs) {
        return new Runs(store, documents, blobs);
    }

    @Bean
    RunComparisons runComparisons(Runs runs, ReleaseStore releases) {
        return new RunComparisons(runs, releases);
    }

    @Bean
    Detonation detonation(DetonationSettings settings) throws IOException {
        return new Detonation(Chamber.ofHost(), answers(settings));
    }

    @Bean
    Sandbox sandbox(
            DetonationSettings settings, Detonation detonation, Clock clock, MeterRegistry meters) {
        var sandbox = new Sandbox(settings, detonation, clock);
        Gauge.builder("assay.sandbox.holds", sandbox, RunConfiguration::number)
                .description("1 where servers can be run, 0 where not; none until it was tried")
                .strongReference(true)
                .register(meters);
        return sandbox;
    }

    private static double number(Sandbox sandbox) {
        return switch (sandbox.state()) {
            case Sandbox.State.Holds holds -> 1;
            case Sandbox.State.NotHeld notHeld -> 0;
            case Sandbox.State.Off(), Sandbox.State.Unknown() -> Double.NaN;
        };
    }

    @Bean
    RunWork runWork(
            DetonationSettings settings,
            Detonation detonation,
            Sandbox sandbox,
            ClosureStore closures,
            VettingStore vetting,
            Profiles profiles,
            BlobStore blobs,
            Documents documents) {
        return new RunWork(
                settings, detonation, sandbox, closures, vetting, profiles, blobs, documents);
    }

    @Bean
    RunStage runStage(RunWork work, RunStore store, VettingProgress progress) {
        return new RunStage(work, store, progress);
    }

    /** A client of its own: the scheduler itself needs the task. */
    @Bean
    Reruns reruns(
            ReleaseStore releases,
            ClosureStore closures,
            RunStore store,
            Sandbox sandbox,
            DataSource database,
            Deeds deeds,
            AuditTrail audit,
            Clock clock) {
        var client =
                SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database))
                        .build();
        return new Reruns(releases, closures, store, sandbox, client, deeds, audit, clock);
    }

    @Bean
    Rerunning rerunning(
            RunWork work,
            RunStore store,
            Runs runs,
            Pipeline pipeline,
            ReleaseStore releases,
            Judged judged,
            Documents documents,
            VettingProgress progress,
            Deeds deeds,
            AuditTrail audit) {
        return new Rerunning(
                work, store, runs, pipeline, releases, judged, documents, progress, deeds, audit);
    }

    @Bean
    Task<Void> rerunTask(
            Rerunning rerunning,
            RunStore store,
            ReleaseStore releases,
            Deeds deeds,
            VettingSettings settings,
            JdbcClient jdbc,
            Clock clock) {
        return new RerunTask(rerunning, store, releases, deeds, settings, jdbc, clock).task();
    }

    /** Read once: what cannot be used keeps the service from starting, and says why. */
    private static List<RecordedAnswer> answers(DetonationSettings settings) throws IOException {
        var folder = settings.answers();
        return folder == null ? List.of() : AnswersFolder.read(folder);
    }
}
