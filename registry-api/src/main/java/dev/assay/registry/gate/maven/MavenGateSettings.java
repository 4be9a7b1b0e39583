package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Maven gate's settings, under {@code gate.maven}.
 *
 * @param outside what happens to packages of no closure
 */
@ConfigurationProperties("gate.maven")
record MavenGateSettings(@DefaultValue("deny") Outside outside) {}
