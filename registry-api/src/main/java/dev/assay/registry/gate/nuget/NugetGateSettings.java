package dev.assay.registry.gate.nuget;

import dev.assay.registry.gate.Outside;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The NuGet gate's settings, under {@code gate.nuget}.
 *
 * @param outside what happens to packages of no closure
 */
@ConfigurationProperties("gate.nuget")
record NugetGateSettings(@DefaultValue("deny") Outside outside) {}
