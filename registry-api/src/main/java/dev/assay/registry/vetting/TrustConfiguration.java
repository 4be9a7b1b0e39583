package dev.assay.registry.vetting;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.proof.ClosureProofStore;
import dev.assay.inventory.proof.ProofStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStore;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.signature.AllowedSigners;
import dev.assay.scanners.signature.GitSigners;
import dev.assay.scanners.signature.Trusted;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.function.Supplier;

/** Who is believed about who published a version. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrustSettings.class)
class TrustConfiguration {

    @Bean
    TrustMaterial trustMaterial(TrustSettings settings) {
        var rings = new HashMap<String, Path>();
        if (settings.maven().keys() != null) {
            rings.put(Trusted.MAVEN_KEYS, settings.maven().keys());
        }
        if (settings.git().keys() != null) {
            rings.put(Trusted.GIT_KEYS, settings.git().keys());
        }
        if (settings.oci().keys() != null) {
            rings.put(Trusted.IMAGE_KEYS, settings.oci().keys());
        }
        return TrustMaterial.read(
                settings.sigstore().root(), settings.npm().keys(), rings, settings.pinned());
    }

    /** Read anew each time: who may sign changes while the service runs. */
    @Bean
    Supplier<GitSigners> gitSigners(TrustSettings settings, TrustMaterial trust) {
        var signers = settings.git().allowedSigners();
        return () -> trust.trusted().gitSigners(AllowedSigners.read(signers));
    }

    @Bean
    Publishings publishings(VettingStore vetting, Documents documents) {
        return new Publishings(vetting, documents);
    }

    @Bean
    ProofStore proofStore(JdbcClient jdbc) {
        return new ProofStore(jdbc);
    }

    @Bean
    ClosureProofStore closureProofStore(JdbcClient jdbc) {
        return new ClosureProofStore(jdbc);
    }

    @Bean
    Proofs proofs(
            Upstreams upstreams,
            Publishings publishings,
            ProofStore store,
            ReleaseStore releases,
            Deeds deeds,
            AuditTrail audit,
            TrustSettings settings,
            Clock clock) {
        return new Proofs(
                upstreams, publishings, store, releases, deeds, audit, settings.recheck(), clock);
    }

    @Bean
    Task<Void> proofsTask(Proofs proofs, TrustSettings settings) {
        return Tasks.recurring("proofs", FixedDelay.of(settings.recheck().tick()))
                .execute(
                        (instance, context) -> {
                            try {
                                proofs.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }
}
