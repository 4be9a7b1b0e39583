package dev.assay.registry.upstream.nuget;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.scanners.artifact.nuget.NugetTarget;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * Where NuGet packages come from, and what closures are resolved for.
 *
 * @param url the service index; null to take what NuGet itself is configured with
 * @param framework for example {@code net8.0}; null for the default
 * @param runtime the machine that tools are started on, {@code linux-x64}; null for the default
 * @param others further ones, in the order in which they are asked, some of them for names of their
 *     own
 */
@ConfigurationProperties("assay.upstream.nuget")
record NugetUpstreamSettings(
        @Nullable URI url,
        @Nullable String framework,
        @Nullable String runtime,
        @DefaultValue List<OtherUpstreamSettings> others) {

    NugetUpstreamSettings {
        others = List.copyOf(others);
    }

    NugetTarget target() {
        return NugetTarget.of(framework, runtime);
    }
}
