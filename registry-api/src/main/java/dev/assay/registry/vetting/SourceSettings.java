package dev.assay.registry.vetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;
import java.util.Locale;

/**
 * Whether packages are laid beside their source, and from where that is fetched. Addresses and
 * tokens are those of {@code assay.upstream.git}.
 *
 * @param enabled whether any source is fetched for that
 * @param hosts the git hosts it is fetched from; where this is empty, all that are configured
 */
@ConfigurationProperties("assay.source")
record SourceSettings(@DefaultValue("true") boolean enabled, @DefaultValue List<String> hosts) {

    SourceSettings {
        hosts = hosts.stream().map(host -> host.strip().toLowerCase(Locale.ROOT)).toList();
    }

    boolean allows(String host) {
        return hosts.isEmpty() || hosts.contains(host);
    }
}
