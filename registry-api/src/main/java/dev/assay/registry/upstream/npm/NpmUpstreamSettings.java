package dev.assay.registry.upstream.npm;

import dev.assay.registry.upstream.OtherUpstreamSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * Where npm packages come from.
 *
 * @param url the registry; null to take what npm itself is configured with
 * @param others further ones, in the order in which they are asked, some of them for names of their
 *     own
 */
@ConfigurationProperties("assay.upstream.npm")
record NpmUpstreamSettings(@Nullable URI url, @DefaultValue List<OtherUpstreamSettings> others) {

    NpmUpstreamSettings {
        others = List.copyOf(others);
    }
}
