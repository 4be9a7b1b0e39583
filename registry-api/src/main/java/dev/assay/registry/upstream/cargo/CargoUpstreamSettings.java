package dev.assay.registry.upstream.cargo;

import dev.assay.registry.upstream.OtherUpstreamSettings;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.cargo.CargoTarget;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/**
 * Where crates come from, and what closures are resolved for.
 *
 * @param url the root of a sparse index, with {@code sparse+} before it or without; null to take
 *     what cargo itself is configured with
 * @param token sent to it as it is written here; null to take what cargo has for it
 * @param platform a triple; null for the default
 * @param others further ones, in the order in which they are asked, some of them for names of their
 *     own
 */
@ConfigurationProperties("assay.upstream.cargo")
record CargoUpstreamSettings(
        @Nullable String url,
        @Nullable String token,
        @Nullable String platform,
        @DefaultValue List<OtherUpstreamSettings> others) {

    CargoUpstreamSettings {
        others = List.copyOf(others);
    }

    CargoTarget target() {
        return CargoTarget.of(platform);
    }

    /** Registries of crates are sent a token as it is, without a word before it. */
    List<OtherUpstream> upstreams() {
        return others.stream()
                .map(
                        each ->
                                new OtherUpstream(
                                        each.url(),
                                        each.namespaces(),
                                        each.token() != null
                                                ? each.token()
                                                : OtherUpstream.authorization(
                                                        null, each.username(), each.password())))
                .toList();
    }

    /** The token stays out of logs and messages. */
    @Override
    public String toString() {
        return String.valueOf(url);
    }
}
