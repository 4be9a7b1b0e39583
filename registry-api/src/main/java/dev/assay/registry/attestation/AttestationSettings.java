package dev.assay.registry.attestation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How approvals are signed.
 *
 * @param key the private key, as PKCS#8 in PEM; null for one that is made at the first start and
 *     kept in the data directory. Nodes that share a database need the same
 * @param verifier how the registry names itself in what it signs; null for its public address, or
 *     where it has none, its key
 * @param check how often approvals from before are looked for that have no attestation yet
 */
@ConfigurationProperties("assay.attestation")
public record AttestationSettings(
        @Nullable Path key, @Nullable String verifier, @DefaultValue("1m") Duration check) {

    public AttestationSettings {
        if (check.isNegative() || check.isZero()) {
            throw new IllegalArgumentException(
                    "assay.attestation.check is " + check + "; write for example 1m");
        }
        if (verifier != null && !verifier.matches("[a-z][a-z0-9+.-]*:[!-~]{1,300}")) {
            throw new IllegalArgumentException(
                    "assay.attestation.verifier is '"
                            + verifier
                            + "'; it is an address or a URN, such as https://assay.example");
        }
    }
}
