package dev.assay.registry.listing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.time.Duration;

/**
 * The MCP registry's settings, under {@code assay.mcp-registry}.
 *
 * @param namespace the reverse-DNS namespace of servers whose own name is not verified
 * @param upstream an MCP registry that verifies names, for example the public one's address; null
 *     to verify none
 * @param check how often approved releases are looked for that are not listed yet
 */
@ConfigurationProperties("assay.mcp-registry")
record ListingSettings(
        @DefaultValue("local.assay") String namespace,
        @Nullable URI upstream,
        @DefaultValue("1m") Duration check) {

    ListingSettings {
        if (!namespace.matches("[a-zA-Z0-9.-]{1,100}")) {
            throw new IllegalArgumentException(
                    "assay.mcp-registry.namespace is '"
                            + namespace
                            + "'; use a reversed domain name such as com.example");
        }
        if (check.isZero() || check.isNegative()) {
            throw new IllegalArgumentException(
                    "assay.mcp-registry.check is " + check + "; use 1s or more");
        }
    }
}
