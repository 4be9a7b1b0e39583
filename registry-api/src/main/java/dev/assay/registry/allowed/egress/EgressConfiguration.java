package dev.assay.registry.allowed.egress;

import dev.assay.registry.allowed.PolicyExports;
import dev.assay.registry.export.ExportFormat;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EgressConfiguration {

    @Bean
    ExportFormat squidExport(PolicyExports exports) {
        return exports.of(new Squid());
    }

    @Bean
    ExportFormat ciliumExport(PolicyExports exports) {
        return exports.of(new Cilium());
    }

    @Bean
    ExportFormat istioExport(PolicyExports exports) {
        return exports.of(new Istio());
    }

    @Bean
    ExportFormat envoyExport(PolicyExports exports) {
        return exports.of(new Envoy());
    }

    @Bean
    ExportFormat awsNetworkFirewallExport(PolicyExports exports) {
        return exports.of(new AwsNetworkFirewall());
    }

    @Bean
    ExportFormat openShellEgressExport(PolicyExports exports) {
        return exports.of(new OpenShellEgress());
    }
}
