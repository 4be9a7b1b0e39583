package dev.assay.registry.upstream.remote;

import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.probe.RemoteUpstream;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Where the service takes what remote servers say from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RemoteUpstreamSettings.class)
class RemoteUpstreamConfiguration {

    @Bean
    Upstream remoteUpstream(RemoteUpstreamSettings settings, Clock clock) {
        return new RemoteUpstream(settings::of, clock);
    }
}
