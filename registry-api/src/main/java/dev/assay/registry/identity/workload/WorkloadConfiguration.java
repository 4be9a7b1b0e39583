package dev.assay.registry.identity.workload;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkloadSettings.class)
class WorkloadConfiguration {

    @Bean
    WorkloadVerifier workloadVerifier(WorkloadSettings settings, Clock clock) {
        return new WorkloadVerifier(settings, clock);
    }
}
