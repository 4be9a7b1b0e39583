package dev.assay.registry.upstream.git;

import dev.assay.registry.upstream.HostUpstreamSettings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where git repositories come from. A host that is not here is never asked.
 *
 * @param hosts by the name of a host, as package URLs name it, where its repositories are
 * @param tokenFiles by the name of a host, the file that has the token to sign in with, or a user
 *     name and the token with a colon between
 * @param others further places for repositories of a host, in the order in which they are asked
 */
@ConfigurationProperties("assay.upstream.git")
record GitUpstreamSettings(
        @DefaultValue Map<String, URI> hosts,
        @DefaultValue Map<String, Path> tokenFiles,
        @DefaultValue List<HostUpstreamSettings> others) {

    GitUpstreamSettings {
        hosts = Map.copyOf(hosts);
        tokenFiles = Map.copyOf(tokenFiles);
        others = List.copyOf(others);
    }
}
