package dev.assay.registry.metrics;

import dev.assay.inventory.store.Backlog;
import dev.assay.registry.audit.AuditDesk;
import dev.assay.scanners.worker.ScanWorker;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /** Not where the gate runs alone: there is no database to count in. */
    @Bean
    @ConditionalOnProperty(name = "assay.gate-alone", havingValue = "false", matchIfMissing = true)
    ServiceMeters serviceMeters(
            MeterRegistry meters,
            JdbcClient jdbc,
            AuditDesk audit,
            ScanWorker workers,
            Clock clock) {
        return new ServiceMeters(meters, new Backlog(jdbc), audit, workers, clock);
    }
}
