package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.mcpb.McpbSources;

import java.time.Clock;
import java.util.List;

/** Where a command takes MCP bundles from. */
public final class BundleSettings implements CommandUpstream {

    /** As the service reads them. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        try {
            return McpbSources.of(
                            Setting.list("assay.upstream.mcpb.hosts"),
                            Setting.file("assay.upstream.mcpb.trust-roots"),
                            Clock.systemUTC())
                    .with(Setting.hostUpstreams("mcpb"))
                    .upstream(UpstreamSettings.DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.mcpb: " + e.getMessage(), e);
        }
    }
}
