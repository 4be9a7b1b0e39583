package dev.assay.registry.attestation;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.assay.inventory.attestation.AttestationStore;
import dev.assay.inventory.attestation.KeyStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.export.Product;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.attestation.TrustedKey;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttestationSettings.class)
class AttestationConfiguration {

    @Bean
    AttestationStore attestationStore(JdbcClient jdbc) {
        return new AttestationStore(jdbc);
    }

    @Bean
    KeyStore keyStore(JdbcClient jdbc) {
        return new KeyStore(jdbc);
    }

    /** The registry's key, as it lies in its file. */
    @Bean
    SigningKey registryKey(
            AttestationSettings settings, @Value("${assay.data-directory:data}") Path data) {
        var file = settings.key();
        return file == null
                ? KeyFile.readOrMake(data.resolve("attestation").resolve("registry.key"))
                : KeyFile.read(file);
    }

    @Bean
    Keyring keyring(
            SigningKey registryKey, KeyStore keys, AuditTrail audit, Deeds deeds, Clock clock) {
        return Keyring.open(registryKey, keys, audit, deeds, clock);
    }

    @Bean
    DocumentSigner documentSigner(Keyring keyring) {
        return new DocumentSigner(
                keyring::key, () -> keyring.all().stream().map(TrustedKey::key).toList());
    }

    @Bean
    Attestations attestations(
            AttestationStore store,
            BlobStore blobs,
            Keyring keyring,
            AttestationSettings settings,
            @Value("${assay.data-directory:data}") Path data,
            @Value("${assay.public-url:#{null}}") @Nullable URI published) {
        var verifier = verifier(settings, published, keyring);
        var attestations = new Attestations(store, blobs, keyring, verifier);
        // For whoever verifies on this machine, and to be copied to one without a network.
        KeyFile.show(data.resolve("attestation").resolve("keys.json"), attestations.keys());
        return attestations;
    }

    @Bean
    Issuing issuing(
            ReleaseStore releases,
            ReviewStore reviews,
            JdbcClient jdbc,
            WaiverStore waivers,
            ClosureStore closures,
            SnapshotStore snapshots,
            KeyStore keys,
            AttestationStore store,
            BlobStore blobs,
            Keyring keyring,
            AttestationSettings settings,
            @Value("${assay.public-url:#{null}}") @Nullable URI published,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        return new Issuing(
                new Issuing.Sources(
                        releases, reviews, new VoteStore(jdbc), waivers, closures, snapshots, keys),
                store,
                blobs,
                keyring,
                new Statements(verifier(settings, published, keyring), Product.VERSION),
                audit,
                deeds,
                clock);
    }

    @Bean
    ApproverKeys approverKeys(KeyStore keys, AuditTrail audit, Deeds deeds, Clock clock) {
        return new ApproverKeys(keys, audit, deeds, clock);
    }

    @Bean
    Cosigning cosigning(
            AttestationStore store,
            KeyStore keys,
            ReleaseStore releases,
            ReviewStore reviews,
            Issuing issuing,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        return new Cosigning(store, keys, releases, reviews, issuing, audit, deeds, clock);
    }

    @Bean
    Task<Void> attestationTask(Issuing issuing, AttestationSettings settings) {
        return Tasks.recurring("attestations", FixedDelay.of(settings.check()))
                .execute((instance, context) -> issuing.run());
    }

    private static String verifier(
            AttestationSettings settings, @Nullable URI published, Keyring keyring) {
        if (settings.verifier() != null) {
            return settings.verifier();
        }
        return published == null
                ? "urn:assay:registry:" + keyring.keyId()
                : published.toString().replaceFirst("/+$", "");
    }
}
