package dev.assay.registry.workflow;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
class UpdatesConfiguration {

    @Bean
    Updates updates(Records records, VettingQueue queue, Deeds deeds, Clock clock) {
        return new Updates(records, queue, deeds, clock);
    }
}
