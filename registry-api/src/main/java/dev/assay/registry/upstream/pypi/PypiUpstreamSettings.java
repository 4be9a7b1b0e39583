package dev.assay.registry.upstream.pypi;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.scanners.artifact.pypi.PypiTarget;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * Where Python packages come from, and what closures are resolved for.
 *
 * @param url the index; null to take what pip itself is configured with
 * @param python the CPython, for example {@code 3.12.11}; null for the default
 * @param platform one or several with commas between, the release's own file is that of the first;
 *     null for the default
 * @param others further ones, in the order in which they are asked, some of them for names of their
 *     own
 */
@ConfigurationProperties("assay.upstream.pypi")
record PypiUpstreamSettings(
        @Nullable URI url,
        @Nullable String python,
        @Nullable String platform,
        @DefaultValue List<OtherUpstreamSettings> others) {

    PypiUpstreamSettings {
        others = List.copyOf(others);
    }

    List<PypiTarget> targets() {
        return PypiTarget.all(python, platform);
    }
}
