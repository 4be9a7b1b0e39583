package dev.assay.registry.upstream.mcpb;

import dev.assay.registry.upstream.HostUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.mcpb.McpbSources;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.time.Clock;
import java.util.List;

/** Where the service takes MCP bundles from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(McpbUpstreamSettings.class)
class McpbUpstreamConfiguration {

    @Bean
    McpbSources mcpbSources(McpbUpstreamSettings settings, NameOwners owners, Clock clock) {
        return McpbSources.of(settings.hosts(), settings.trustRoots(), clock)
                .with(
                        HostUpstreamSettings.upstreams(
                                BundleAddress.NAME, settings.others(), owners));
    }

    @Bean
    Upstream mcpbUpstream(McpbSources sources, OwnPackages own) {
        return sources.upstream(UpstreamSettings.DEFAULT, own);
    }

    @Bean
    @Order(8)
    Places mcpbPlaces(McpbSources bundles) {
        return new Places() {
            @Override
            public String ecosystem() {
                return BundleAddress.NAME;
            }

            @Override
            public List<Place> first() {
                return List.of();
            }

            @Override
            public List<Added> added() {
                return Added.of(bundles.others());
            }

            @Override
            public List<String> overlaps() {
                return bundles.others().overlaps();
            }
        };
    }
}
