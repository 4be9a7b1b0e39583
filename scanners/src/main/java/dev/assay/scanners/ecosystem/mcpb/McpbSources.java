package dev.assay.scanners.ecosystem.mcpb;

import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.mcpb.AllowedHosts;
import dev.assay.scanners.artifact.mcpb.BundleSource;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.signature.BundleSignature;
import dev.assay.scanners.signature.BundleSigners;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;

/**
 * What is configured about bundles.
 *
 * @param hosts where they come from
 * @param signature what says who signed them
 * @param others further places for bundles of a host
 */
public record McpbSources(AllowedHosts hosts, BundleSignature signature, HostUpstreams others) {

    /**
     * Reads it.
     *
     * @param hosts as {@link AllowedHosts} reads them
     * @param roots certificates of the authorities that vouch for signers, in PEM; null for none
     * @throws IllegalArgumentException when something is wrong with it, made for people
     */
    public static McpbSources of(Collection<String> hosts, @Nullable Path roots, Clock clock) {
        return new McpbSources(
                new AllowedHosts(hosts),
                new BundleSignature(BundleSigners.read(roots), clock),
                HostUpstreams.none(BundleAddress.NAME));
    }

    /** The same with further places for bundles of a host. */
    public McpbSources with(HostUpstreams upstreams) {
        return new McpbSources(hosts, signature, upstreams);
    }

    /** A client of its own, closed with what is returned. */
    public McpbUpstream upstream(UpstreamSettings settings) {
        return upstream(settings, OwnPackages.NONE);
    }

    /** The same with bundles that were handed in here. */
    public McpbUpstream upstream(UpstreamSettings settings, OwnPackages own) {
        return new McpbUpstream(new BundleSource(hosts, others, settings, own), signature);
    }
}
