package dev.assay.registry.watch;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.watch.WatchStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Updates;
import dev.assay.scanners.ecosystem.Upstreams;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WatchSettings.class)
class WatchConfiguration {

    @Bean
    Observations observations(
            ReleaseStore releases, TaskStore tasks, AuditTrail audit, Deeds deeds, Clock clock) {
        return new Observations(releases, tasks, audit, deeds, clock);
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "assay.watch.enabled", matchIfMissing = true)
    Task<Void> watchTask(
            Upstreams upstreams,
            WatchStore watched,
            ReleaseStore releases,
            Updates updates,
            TaskStore tasks,
            FetchStore fetches,
            AuditTrail audit,
            Deeds deeds,
            WatchSettings settings,
            Clock clock) {
        var changes = new UpstreamChanges(tasks, fetches, audit, deeds, clock);
        var watch = new Watch(upstreams, watched, releases, updates, changes, settings, clock);
        return Tasks.recurring("watch", FixedDelay.of(settings.tick()))
                .execute((instance, context) -> watch.run());
    }
}
