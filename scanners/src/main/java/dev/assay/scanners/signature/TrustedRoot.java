package dev.assay.scanners.signature;

import dev.sigstore.rekor.client.RekorVerifier;
import dev.sigstore.trustroot.CertificateAuthority;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreTrustedRoot;
import dev.sigstore.trustroot.TransparencyLog;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;

/**
 * The certificate authorities and logs that are believed, from a {@code trusted_root.json} of the
 * Sigstore project. Nothing is fetched, and nothing else is believed. Safe for use by many threads.
 */
public final class TrustedRoot {

    private final SigstoreTrustedRoot root;
    private final RekorVerifier entries;

    private TrustedRoot(SigstoreTrustedRoot root) {
        this.root = root;
        this.entries = RekorVerifier.newRekorVerifier(root);
    }

    /**
     * Reads the file's bytes.
     *
     * @throws IllegalArgumentException when it is no trusted root; the message says why, for people
     */
    public static TrustedRoot read(byte[] json) {
        try {
            Bounds.object(json, "the trusted root");
            var root = SigstoreTrustedRoot.from(new ByteArrayInputStream(json));
            if (root.getTLogs().isEmpty() || root.getCAs().isEmpty()) {
                throw new IllegalArgumentException(
                        "the trusted root names no log, or no certificate authority");
            }
            return new TrustedRoot(root);
        } catch (DefectException | SigstoreConfigurationException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            // Whatever the library makes of a file that says something else.
            throw new IllegalArgumentException("the trusted root cannot be read: " + e, e);
        }
    }

    /** One line for people: how many of what. */
    public String summary() {
        return "certificate authorities: "
                + root.getCAs().size()
                + ", logs: "
                + root.getTLogs().size()
                + ", logs of certificates: "
                + root.getCTLogs().size();
    }

    RekorVerifier entries() {
        return entries;
    }

    /** The log with this identifier, whenever it is trusted. */
    TransparencyLog log(byte[] id) throws DefectException {
        return TransparencyLog.find(root.getTLogs(), id)
                .orElseThrow(() -> new DefectException(Defect.LOG_UNKNOWN));
    }

    /** The logs that are trusted for this time; one log may be listed with several keys. */
    boolean trustsLog(byte[] id, Instant at) {
        return TransparencyLog.find(root.getTLogs(), id, at).isPresent();
    }

    List<CertificateAuthority> authorities(Instant at) {
        return CertificateAuthority.find(root.getCAs(), at);
    }

    List<TransparencyLog> certificateLogs() {
        return root.getCTLogs();
    }
}
