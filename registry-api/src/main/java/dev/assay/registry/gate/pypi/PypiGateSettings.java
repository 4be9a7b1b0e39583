package dev.assay.registry.gate.pypi;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * The PyPI gate's settings, under {@code gate.pypi}.
 *
 * @param outside what happens to packages of no closure
 * @param upstreamAge how old the upstream's list of files may be
 */
@ConfigurationProperties("gate.pypi")
record PypiGateSettings(
        @DefaultValue("deny") Outside outside, @DefaultValue("5m") Duration upstreamAge) {}
