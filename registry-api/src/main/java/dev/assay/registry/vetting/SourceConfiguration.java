package dev.assay.registry.vetting;

import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.SourceCommitStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.source.SourceFetch;
import dev.assay.scanners.worker.ScanWorker;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;

/** What lays packages beside their source. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceSettings.class)
class SourceConfiguration {

    @Bean
    SourceCommitStore sourceCommitStore(JdbcClient jdbc, Clock clock) {
        return new SourceCommitStore(jdbc, clock);
    }

    @Bean
    Sources sources(VettingStore vetting, Documents documents) {
        return new Sources(vetting, documents);
    }

    @Bean
    SourceCompared sourceCompared(
            GitHosts hosts,
            SourceCommitStore commits,
            BlobStore blobs,
            DerivedStore derived,
            ScanWorker worker,
            Profiles profiles,
            Origins origins,
            Documents documents,
            VettingProgress progress,
            StorageSettings storage) {
        return new SourceCompared(
                new SourceFetch(new GitRemote(hosts, GitLimits.DEFAULT)),
                commits,
                blobs,
                derived,
                worker,
                profiles,
                origins,
                documents,
                progress,
                storage.unfinished());
    }

    @Bean
    SourceStage sourceStage(
            SourceSettings settings,
            GitHosts hosts,
            ScanWorker worker,
            Profiles profiles,
            VettingStore vetting,
            Documents documents,
            Publishings publishings,
            SourceCompared compared,
            VettingProgress progress) {
        var look =
                new SourceLook(
                        settings,
                        hosts::isConfigured,
                        worker,
                        profiles,
                        vetting,
                        documents,
                        publishings,
                        compared,
                        progress);
        return new SourceStage(look, documents);
    }
}
