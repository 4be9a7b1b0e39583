package dev.assay.registry.upstream;

import dev.assay.inventory.upstream.UpstreamNameStore;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.util.List;

/** The upstreams, one client each for vetting and the gates, whichever ecosystems bring one. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamConfiguration.class);

    @Bean
    NameOwners nameOwners(JdbcClient jdbc, Clock clock) {
        return new RecordedOwners(new UpstreamNameStore(jdbc, clock));
    }

    @Bean
    Upstreams upstreams(List<Upstream> all, List<Places> places) {
        places.stream()
                .map(Places::overlaps)
                .flatMap(List::stream)
                .forEach(each -> LOG.warn("Name spaces overlap: {}", each));
        return new Upstreams(all);
    }
}
