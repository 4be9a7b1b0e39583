package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The npm gate's settings, under {@code gate.npm}.
 *
 * @param outside what happens to packages of no closure
 * @param upstreamAge how old the upstream's list of versions may be
 */
@ConfigurationProperties("gate.npm")
record NpmGateSettings(
        @DefaultValue("deny") Outside outside, @DefaultValue("5m") Duration upstreamAge) {}
