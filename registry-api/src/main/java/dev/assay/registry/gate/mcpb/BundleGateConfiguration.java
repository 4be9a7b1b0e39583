package dev.assay.registry.gate.mcpb;

import dev.assay.registry.gate.BundleCommand;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.ReleaseCommand;
import dev.assay.scanners.ecosystem.mcpb.McpbEcosystem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BundleGateConfiguration {

    @Bean
    BundleGate bundleGate(Checkpoint checkpoint) {
        return new BundleGate(checkpoint);
    }

    @Bean
    ReleaseCommand mcpbCommand() {
        return ReleaseCommand.of(new McpbEcosystem()::owns, BundleCommand::of);
    }
}
