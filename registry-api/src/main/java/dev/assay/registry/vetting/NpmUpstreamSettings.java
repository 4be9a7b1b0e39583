package dev.assay.registry.vetting;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

import java.net.URI;

/**
 * Where npm packages come from.
 *
 * @param url the registry; null to take what npm itself is configured with
 */
@ConfigurationProperties("assay.upstream.npm")
record NpmUpstreamSettings(@Nullable URI url) {}
