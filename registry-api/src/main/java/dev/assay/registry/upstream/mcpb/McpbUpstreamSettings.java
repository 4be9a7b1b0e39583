package dev.assay.registry.upstream.mcpb;

import dev.assay.registry.upstream.HostUpstreamSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.util.List;

/**
 * Where MCP bundles come from.
 *
 * @param hosts the hosts that they are fetched from, redirects included: {@code files.example.com},
 *     {@code *.example.com}; none by default
 * @param trustRoots certificates of the authorities that say who signed a bundle, in PEM
 * @param others further places for bundles of a host, in the order in which they are asked
 */
@ConfigurationProperties("assay.upstream.mcpb")
record McpbUpstreamSettings(
        @DefaultValue List<String> hosts,
        @Nullable Path trustRoots,
        @DefaultValue List<HostUpstreamSettings> others) {

    McpbUpstreamSettings {
        hosts = List.copyOf(hosts);
        others = List.copyOf(others);
    }
}
