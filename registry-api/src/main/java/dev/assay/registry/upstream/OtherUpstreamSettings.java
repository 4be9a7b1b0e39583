package dev.assay.registry.upstream;

import dev.assay.scanners.artifact.OtherUpstream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * An upstream beside the first one of its ecosystem.
 *
 * @param url its address
 * @param namespaces the names that are asked of it alone; without any it is asked for what none of
 *     those before it has
 * @param token sent to it, or null
 * @param username sent to it with the password where there is no token, or null
 */
public record OtherUpstreamSettings(
        URI url,
        @DefaultValue List<String> namespaces,
        @Nullable String token,
        @Nullable String username,
        @Nullable String password) {

    public OtherUpstreamSettings {
        namespaces = List.copyOf(namespaces);
    }

    OtherUpstream upstream() {
        return new OtherUpstream(
                url, namespaces, OtherUpstream.authorization(token, username, password));
    }

    public static List<OtherUpstream> upstreams(List<OtherUpstreamSettings> settings) {
        return settings.stream().map(OtherUpstreamSettings::upstream).toList();
    }

    /** The secrets stay out of logs and messages. */
    @Override
    public String toString() {
        return upstream().toString();
    }
}
