package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The cargo gate's settings, under {@code gate.cargo}.
 *
 * @param outside what happens to crates of no closure
 * @param upstreamAge how old the upstream's index may be
 */
@ConfigurationProperties("gate.cargo")
record CargoGateSettings(
        @DefaultValue("deny") Outside outside, @DefaultValue("5m") Duration upstreamAge) {}
