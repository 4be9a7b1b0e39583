package dev.assay.registry.vetting;

import dev.assay.inventory.release.VettingStore;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.publisher.NpmPublishing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Who is believed about who published a version. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrustSettings.class)
class TrustConfiguration {

    @Bean
    TrustMaterial trustMaterial(TrustSettings settings) {
        return TrustMaterial.read(settings.sigstore().root(), settings.npm().keys());
    }

    @Bean
    NpmPublishing npmPublishing(NpmRegistry registry, TrustMaterial trust, Clock clock) {
        return new NpmPublishing(registry, trust.check(), clock);
    }

    @Bean
    Publishings publishings(VettingStore vetting, Documents documents) {
        return new Publishings(vetting, documents);
    }
}
