package dev.assay.registry.allowed;

import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.listing.ListingStore;
import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.gate.Snapshots;
import dev.assay.registry.workflow.ApprovedDestinations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class AllowedConfiguration {

    @Bean
    ExportFormat approvedReleases(Snapshots snapshots, Clock clock) {
        return new ApprovedReleases(snapshots, clock);
    }

    @Bean
    PolicyExports policyExports(
            Snapshots snapshots,
            ApprovedDestinations destinations,
            ToolStore tools,
            GrantStore grants,
            ConsumerStore consumers,
            ListingStore listings,
            ServerStore servers,
            ServerPackageStore packages,
            Clock clock) {
        return new PolicyExports(
                new AllowedReader(
                        snapshots,
                        destinations,
                        tools,
                        grants,
                        consumers,
                        listings,
                        servers,
                        packages,
                        clock),
                new FirstMade(clock));
    }
}
