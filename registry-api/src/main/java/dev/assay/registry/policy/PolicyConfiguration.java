package dev.assay.registry.policy;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.policy.JudgementStore;
import dev.assay.inventory.policy.PolicyStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.policy.source.FolderSource;
import dev.assay.registry.policy.source.GitAddress;
import dev.assay.registry.policy.source.GitSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.nio.file.Path;
import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyConfiguration {

    @Bean
    PolicyStore policyStore(JdbcClient jdbc, Clock clock) {
        return new PolicyStore(jdbc, clock);
    }

    @Bean
    JudgementStore judgementStore(JdbcClient jdbc, Clock clock) {
        return new JudgementStore(jdbc, clock);
    }

    @Bean
    Policies policies(
            PolicySettings settings,
            @Value("${assay.data-directory:data}") Path dataDirectory,
            PolicyStore store,
            BlobStore blobs,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        return new Policies(
                source(settings, dataDirectory),
                store,
                blobs,
                audit,
                new TransactionTemplate(transactions),
                clock);
    }

    private static PolicySource source(PolicySettings settings, Path dataDirectory) {
        var folder = settings.folder();
        var url = settings.git().url();
        if (folder != null && url != null) {
            return new NoSource(
                    new PolicyUnavailableException(
                            "assay.policy",
                            "both a folder and a repository are set",
                            "Leave out assay.policy.folder or assay.policy.git.url"));
        }
        if (folder != null) {
            return new FolderSource(folder);
        }
        if (url == null) {
            return new BuiltInSource();
        }
        try {
            var git = settings.git();
            return new GitSource(
                    GitAddress.of(url, git.commit(), git.path(), git.username(), git.password()),
                    dataDirectory);
        } catch (PolicyUnavailableException e) {
            return new NoSource(e);
        }
    }

    private record BuiltInSource() implements PolicySource {

        @Override
        public String origin() {
            return BuiltInPolicy.ORIGIN;
        }

        @Override
        public PolicyFiles read() {
            return BuiltInPolicy.files();
        }
    }

    /** Settings that name no policy; the last good one stays in force. */
    private record NoSource(PolicyUnavailableException problem) implements PolicySource {

        @Override
        public String origin() {
            return "the settings " + problem.problem().file();
        }

        @Override
        public PolicyFiles read() throws PolicyUnavailableException {
            throw problem;
        }
    }
}
