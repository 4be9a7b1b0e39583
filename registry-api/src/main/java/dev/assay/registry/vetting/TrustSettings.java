package dev.assay.registry.vetting;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/** On whose word signatures and attestations are believed. */
@ConfigurationProperties("assay.trust")
record TrustSettings(@DefaultValue Sigstore sigstore, @DefaultValue Npm npm) {

    /**
     * Builds and logs.
     *
     * @param root a {@code trusted_root.json}; null to believe nobody
     */
    record Sigstore(@Nullable Path root) {}

    /**
     * The npm registry.
     *
     * @param keys a file with its keys; null to take its own word for them
     */
    record Npm(@Nullable Path keys) {}
}
