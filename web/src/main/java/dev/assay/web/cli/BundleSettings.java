package dev.assay.web.cli;

import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.mcpb.McpbSources;

import java.time.Clock;

/** Where a command takes MCP bundles from. */
final class BundleSettings {

    private BundleSettings() {}

    /** As the service reads them. */
    static Upstream upstream() throws UsageException {
        try {
            return McpbSources.of(
                            Setting.list("assay.upstream.mcpb.hosts"),
                            Setting.file("assay.upstream.mcpb.trust-roots"),
                            Clock.systemUTC())
                    .with(Setting.hostUpstreams("mcpb"))
                    .upstream(UpstreamSettings.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.mcpb: " + e.getMessage());
        }
    }
}
