package dev.assay.registry.allowed;

import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.gate.Snapshots;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class AllowedConfiguration {

    @Bean
    ExportFormat approvedReleases(Snapshots snapshots, Clock clock) {
        return new ApprovedReleases(snapshots, clock);
    }
}
