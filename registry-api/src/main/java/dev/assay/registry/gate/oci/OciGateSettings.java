package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OCI gate's settings, under {@code gate.oci}.
 *
 * @param outside what happens to packages of no closure
 */
@ConfigurationProperties("gate.oci")
record OciGateSettings(@DefaultValue("deny") Outside outside) {}
