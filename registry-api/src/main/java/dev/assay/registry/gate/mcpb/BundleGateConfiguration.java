package dev.assay.registry.gate.mcpb;

import dev.assay.registry.gate.Checkpoint;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BundleGateConfiguration {

    @Bean
    BundleGate bundleGate(Checkpoint checkpoint) {
        return new BundleGate(checkpoint);
    }
}
