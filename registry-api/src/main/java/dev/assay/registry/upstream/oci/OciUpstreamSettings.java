package dev.assay.registry.upstream.oci;

import dev.assay.registry.upstream.HostUpstreamSettings;
import dev.assay.scanners.artifact.oci.OciConfiguration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where images come from.
 *
 * @param standard the registry of images that name none, {@code assay.upstream.oci.default}
 * @param registries the others: {@code HOST}, or {@code HOST=ADDRESS}
 * @param platforms what is vetted of an index; {@code linux/amd64} where none is said
 * @param authFile credentials in the form of docker and skopeo; null to take their own files
 * @param others further registries for names of a host, in the order in which they are asked
 */
@ConfigurationProperties("assay.upstream.oci")
record OciUpstreamSettings(
        @Name("default") @Nullable String standard,
        @DefaultValue List<String> registries,
        @DefaultValue List<String> platforms,
        @Nullable Path authFile,
        @DefaultValue List<HostUpstreamSettings> others) {

    OciUpstreamSettings {
        others = List.copyOf(others);
    }

    OciConfiguration read(Map<String, String> environment, Path home) {
        return OciConfiguration.read(environment, home, standard, registries, platforms, authFile);
    }
}
