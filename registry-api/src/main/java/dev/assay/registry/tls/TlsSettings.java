package dev.assay.registry.tls;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * TLS at both listeners, under {@code assay.tls}.
 *
 * @param certificate the server's certificate and those of the authorities between it and the one
 *     that clients believe, in PEM, the server's own first; null for plain HTTP
 * @param key its private key as PKCS#8 in PEM, without a password
 * @param check how often both files are looked at; a renewed pair is taken over by itself
 * @param notice how long before its end the certificate is told of as ending, in the log and by
 *     {@code /actuator/health}'s details
 */
@ConfigurationProperties("assay.tls")
record TlsSettings(
        @Nullable Path certificate,
        @Nullable Path key,
        @DefaultValue("10s") Duration check,
        @DefaultValue("14d") Duration notice) {

    TlsSettings {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    "assay.tls."
                            + (key == null
                                    ? "certificate is set and assay.tls.key"
                                    : "key is set and" + " assay.tls.certificate")
                            + " is not; set both, or neither for plain HTTP");
        }
        if (check.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "assay.tls.check is " + check + "; use 1s or more, for example 10s");
        }
        if (notice.isNegative()) {
            throw new IllegalArgumentException(
                    "assay.tls.notice is " + notice + "; use 0s or more, for example 14d");
        }
    }
}
