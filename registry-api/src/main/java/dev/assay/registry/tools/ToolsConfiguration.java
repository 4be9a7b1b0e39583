package dev.assay.registry.tools;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Reopening;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ToolsConfiguration {

    @Bean
    ToolMatrix toolMatrix(ToolStore store, ReleaseStore releases, Deeds deeds) {
        return new ToolMatrix(store, releases, deeds);
    }

    @Bean
    ToolDecisions toolDecisions(
            ToolStore store,
            ReleaseStore releases,
            AuditTrail audit,
            Reopening reopening,
            Deeds deeds) {
        return new ToolDecisions(store, releases, audit, reopening, deeds);
    }
}
