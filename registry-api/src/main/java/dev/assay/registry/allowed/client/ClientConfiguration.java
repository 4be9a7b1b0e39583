package dev.assay.registry.allowed.client;

import dev.assay.registry.allowed.PolicyExports;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.gate.CallerStage;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    @Bean
    ExportFormat copilotExport(PolicyExports exports) {
        return exports.of(new Copilot());
    }

    @Bean
    ExportFormat vsCodeExport(PolicyExports exports, CallerStage callers) {
        return exports.of(new VsCode(callers.anonymous()));
    }

    @Bean
    ExportFormat claudeManagedMcpExport(PolicyExports exports) {
        return exports.of(new ClaudeManagedMcp());
    }

    @Bean
    ExportFormat claudeSettingsExport(PolicyExports exports) {
        return exports.of(new ClaudeSettings());
    }

    @Bean
    ExportFormat amazonQExport(PolicyExports exports) {
        return exports.of(new AmazonQ());
    }

    @Bean
    ExportFormat cursorExport(PolicyExports exports) {
        return exports.of(new Cursor());
    }

    @Bean
    ExportFormat windsurfExport(PolicyExports exports) {
        return exports.of(new Windsurf());
    }
}
