package dev.assay.registry.shipped;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reopening;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class ShippedConfiguration {

    @Bean
    ServerPackageStore serverPackageStore(JdbcClient jdbc, Clock clock) {
        return new ServerPackageStore(jdbc, clock);
    }

    @Bean
    ServerPackages serverPackages(
            ServerPackageStore store,
            ReleaseStore releases,
            ReviewStore reviews,
            Reopening reopening,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        return new ServerPackages(store, releases, reviews, reopening, audit, deeds, clock);
    }
}
