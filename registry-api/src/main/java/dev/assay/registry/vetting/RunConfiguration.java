package dev.assay.registry.vetting;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.chamber.Chamber;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs servers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DetonationSettings.class)
class RunConfiguration {

    @Bean
    Runs runs(VettingStore vetting, Documents documents, BlobStore blobs) {
        return new Runs(vetting, documents, blobs);
    }

    @Bean
    RunStage runStage(
            DetonationSettings settings,
            ClosureStore closures,
            VettingStore vetting,
            Profiles profiles,
            BlobStore blobs,
            Documents documents,
            VettingProgress progress) {
        return new RunStage(
                settings,
                new Detonation(Chamber.ofHost()),
                closures,
                vetting,
                profiles,
                blobs,
                documents,
                progress);
    }
}
