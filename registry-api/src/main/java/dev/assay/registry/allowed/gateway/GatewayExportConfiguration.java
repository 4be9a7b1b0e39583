package dev.assay.registry.allowed.gateway;

import dev.assay.registry.allowed.PolicyExports;
import dev.assay.registry.export.ExportFormat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GatewayExportConfiguration {

    @Bean
    ExportFormat toolPolicyExport(PolicyExports exports) {
        return exports.of(new NeutralPolicy());
    }

    @Bean
    ExportFormat toolHiveProfileExport(PolicyExports exports) {
        return exports.of(new ToolHivePermissions());
    }

    @Bean
    ExportFormat toolHiveRunExport(PolicyExports exports) {
        return exports.of(new ToolHiveRun());
    }

    @Bean
    ExportFormat toolHiveCedarExport(PolicyExports exports) {
        return exports.of(new ToolHiveCedar());
    }

    @Bean
    ExportFormat dockerCatalogueExport(PolicyExports exports) {
        return exports.of(new DockerCatalogue());
    }

    @Bean
    ExportFormat dockerProfileExport(PolicyExports exports) {
        return exports.of(new DockerProfile());
    }

    @Bean
    ExportFormat openShellExport(PolicyExports exports) {
        return exports.of(new OpenShell());
    }

    @Bean
    ExportFormat envoyAiGatewayExport(PolicyExports exports) {
        return exports.of(new EnvoyAiGateway());
    }

    @Bean
    ExportFormat agentGatewayExport(PolicyExports exports) {
        return exports.of(new AgentGateway());
    }
}
