package dev.assay.registry.export;

import dev.assay.inventory.audit.AuditTrail;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    Exports exports(List<ExportFormat> formats, AuditTrail trail) {
        return new Exports(formats, trail);
    }
}
