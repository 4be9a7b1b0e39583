package dev.assay.registry.bom;

import dev.assay.inventory.server.ServerPackageStore;
import dev.assay.registry.export.ExportFormat;
import dev.assay.registry.register.Organisation;
import dev.assay.registry.register.file.Records;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class BomConfiguration {

    @Bean
    Packages servedPackages(JdbcClient jdbc, ServerPackageStore packages) {
        return new ServedPackages(jdbc, packages);
    }

    @Bean
    ExportFormat cycloneDxExport(Records records, Packages packages) {
        return new CycloneDxExport(records, packages);
    }

    @Bean
    ExportFormat openVexExport(Records records, Organisation organisation) {
        return new OpenVexExport(records, organisation);
    }
}
