package dev.assay.registry.vetting;

import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.publisher.NpmPublishing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.nio.file.Path;
import java.util.List;

/** The upstreams, one client each for vetting and the gates. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NpmUpstreamSettings.class)
class UpstreamConfiguration {

    @Bean
    NpmConfiguration npmConfiguration(NpmUpstreamSettings settings) {
        return NpmConfiguration.read(
                System.getenv(),
                Path.of(""),
                Path.of(System.getProperty("user.home")),
                settings.url());
    }

    @Bean
    NpmRegistry npmRegistry(NpmConfiguration configuration) {
        return new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT);
    }

    @Bean
    Upstream npmUpstream(NpmRegistry registry, NpmPublishing publishing) {
        return new NpmUpstream(registry, publishing);
    }

    @Bean
    Upstreams upstreams(List<Upstream> all) {
        return new Upstreams(all);
    }
}
