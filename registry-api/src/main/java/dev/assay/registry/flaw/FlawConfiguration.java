package dev.assay.registry.flaw;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.flaw.FlawStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ContentsStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.flaw.FlawScanner;
import dev.assay.scanners.flaw.FlawSettings;
import dev.assay.scanners.worker.ScanWorker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FlawSourceSettings.class)
class FlawConfiguration {

    @Bean
    FlawStore flawStore(JdbcClient jdbc, Clock clock) {
        return new FlawStore(jdbc, clock);
    }

    @Bean
    ReleaseContents releaseContents(ScanWorker worker, BlobStore blobs, JdbcClient jdbc) {
        return new ReleaseContents(worker, blobs, new ContentsStore(jdbc));
    }

    @Bean
    Flaws flaws(
            FlawSourceSettings settings,
            @Value("${assay.data-directory:data}") Path data,
            FlawStore store,
            ReleaseStore releases,
            ClosureStore closures,
            ReleaseContents contents,
            Deeds deeds,
            AuditTrail audit,
            Clock clock) {
        var scanner =
                new FlawScanner(
                        new FlawSettings(
                                data.resolve("flaws").toAbsolutePath(),
                                settings.osv(),
                                settings.nvd(),
                                settings.nvdFrom(),
                                settings.exploited(),
                                settings.heap(),
                                settings.deadline()));
        return new Flaws(scanner, store, releases, closures, contents, deeds, audit, clock);
    }

    @Bean
    Task<Void> flawTask(Flaws flaws, FlawSourceSettings settings) {
        return Tasks.recurring("flaws", FixedDelay.of(settings.check()))
                .execute(
                        (instance, context) -> {
                            try {
                                flaws.refresh();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
