package dev.assay.registry.upstream.oci;

import dev.assay.registry.upstream.HostUpstreamSettings;
import dev.assay.registry.upstream.Places;
import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.oci.OciUpstream;
import dev.assay.scanners.publisher.OciPublishing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the service takes images from, by its settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OciUpstreamSettings.class)
class OciUpstreamConfiguration {

    @Bean
    OciConfiguration ociConfiguration(OciUpstreamSettings settings, NameOwners owners) {
        return settings.read(System.getenv(), Path.of(System.getProperty("user.home")))
                .with(HostUpstreamSettings.upstreams(OciName.TYPE, settings.others(), owners));
    }

    @Bean
    Upstream ociUpstream(OciConfiguration configuration, TrustMaterial trust, Clock clock) {
        var images = new OciImages(new OciRegistry(configuration, OciLimits.DEFAULT, clock));
        return new OciUpstream(images, new OciPublishing(images, trust.trusted(), clock));
    }

    @Bean
    @Order(7)
    Places ociPlaces(OciConfiguration oci) {
        return new Places() {
            @Override
            public String ecosystem() {
                return OciName.TYPE;
            }

            @Override
            public List<Place> first() {
                return oci.addresses().entrySet().stream()
                        .map(
                                each ->
                                        new Place(
                                                each.getKey(),
                                                each.getValue(),
                                                "assay.upstream.oci",
                                                oci.hasCredentialsFor(each.getKey())))
                        .toList();
            }

            @Override
            public List<Added> added() {
                return Added.of(oci.others());
            }

            @Override
            public List<String> overlaps() {
                return oci.others().overlaps();
            }

            @Override
            public Optional<Purl> probe(@Nullable String host) {
                return host == null
                        ? Optional.empty()
                        : Optional.of(Purl.parse("oci:" + host + "/library/alpine"));
            }

            @Override
            public @Nullable String host(Purl packagePurl) {
                return OciName.of(packagePurl).map(OciName::host).orElse(null);
            }

            /** OCI distribution, section 3.2; a registry sends for a token first. */
            @Override
            public String api() {
                return "v2/";
            }
        };
    }
}
