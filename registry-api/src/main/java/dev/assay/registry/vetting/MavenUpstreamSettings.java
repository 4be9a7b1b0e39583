package dev.assay.registry.vetting;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.net.URI;

/**
 * Where Maven packages come from.
 *
 * @param url the repository; null to take what Maven itself is configured with
 */
@ConfigurationProperties("assay.upstream.maven")
record MavenUpstreamSettings(@Nullable URI url) {}
