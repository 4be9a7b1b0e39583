package dev.assay.registry.upstream;

import dev.assay.scanners.artifact.HostUpstream;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.List;

/**
 * An upstream for names of a host, beside the host itself.
 *
 * @param host as packages name it
 * @param url its address
 * @param namespaces the names below the host that are asked of it alone; without any it is asked
 *     for what none of those before it has
 * @param token sent to it, or null
 * @param username sent to it with the password where there is no token, or null
 */
public record HostUpstreamSettings(
        String host,
        URI url,
        @DefaultValue List<String> namespaces,
        @Nullable String token,
        @Nullable String username,
        @Nullable String password) {

    public HostUpstreamSettings {
        namespaces = List.copyOf(namespaces);
    }

    private HostUpstream upstream() {
        return new HostUpstream(
                host,
                new OtherUpstream(
                        url, namespaces, OtherUpstream.authorization(token, username, password)));
    }

    public static HostUpstreams upstreams(
            String ecosystem, List<HostUpstreamSettings> settings, NameOwners owners) {
        return new HostUpstreams(
                ecosystem, settings.stream().map(HostUpstreamSettings::upstream).toList(), owners);
    }

    /** The secrets stay out of logs and messages. */
    @Override
    public String toString() {
        return upstream().toString();
    }
}
