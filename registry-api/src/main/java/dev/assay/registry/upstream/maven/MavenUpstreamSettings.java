package dev.assay.registry.upstream.maven;

import dev.assay.registry.upstream.OtherUpstreamSettings;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * Where Maven packages come from.
 *
 * @param url the repository; null to take what Maven itself is configured with
 * @param others further ones, in the order in which they are asked, some of them for names of their
 *     own
 */
@ConfigurationProperties("assay.upstream.maven")
record MavenUpstreamSettings(@Nullable URI url, @DefaultValue List<OtherUpstreamSettings> others) {

    MavenUpstreamSettings {
        others = List.copyOf(others);
    }
}
