package dev.assay.registry.export.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.export.Exports;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

import javax.sql.DataSource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScheduleSettings.class)
class ScheduleConfiguration {

    @Bean
    ScheduledExports scheduledExports(
            ScheduleSettings settings, Exports exports, AuditTrail trail, Clock clock) {
        return new ScheduledExports(settings, exports, trail, clock);
    }

    @Bean
    Task<Void> scheduledExport(ScheduledExports exports) {
        return exports.task();
    }

    /** Not where the gate runs alone, while the database is away. */
    @Bean
    @ConditionalOnBooleanProperty(
            name = "assay.gate-alone",
            havingValue = false,
            matchIfMissing = true)
    ApplicationListener<ApplicationReadyEvent> plannedExports(
            ScheduledExports exports, DataSource database) {
        return ready ->
                exports.plan(SchedulerClient.Builder.create(database, exports.task()).build());
    }
}
