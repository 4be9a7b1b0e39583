package dev.assay.registry.tls;

import dev.assay.inventory.store.MisconfiguredException;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A certificate that fits its key and is valid, with those of the authorities behind it.
 *
 * @param chain the server's own first
 */
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {

    /** TLS 1.2 (RFC 5246) and 1.3 (RFC 8446); those before are deprecated by RFC 8996. */
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");

    private static final byte[] PROBE = {'a', 's', 's', 'a', 'y'};

    ServerCertificate {
        chain = List.copyOf(chain);
    }

    /**
     * Reads and checks.
     *
     * @throws MisconfiguredException when it could not be shown to clients; the message says why
     *     and what to do
     */
    static ServerCertificate of(TlsFiles files, TlsFiles.Text text, Instant now) {
        var chain = chain(files, text.certificate());
        var key = key(files, text.key());
        var own = chain.getFirst();
        if (!fits(key, own.getPublicKey())) {
            throw mismatch(files, chain, key);
        }
        for (var place = 1; place < chain.size(); place++) {
            if (!isSignedBy(chain.get(place - 1), chain.get(place))) {
                throw new MisconfiguredException(
                        "certificate "
                                + place
                                + " in "
                                + files.certificate()
                                + " was not signed by the one that follows it; put the server's own"
                                + " first, and behind each one that of its issuer");
            }
        }
        for (var each : chain) {
            hold(files, each, now);
        }
        return new ServerCertificate(chain, key);
    }

    /** When the first of the chain ends. */
    Instant end() {
        return chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** As Tomcat takes it, and everything else that speaks TLS here. */
    SslBundle bundle() {
        return SslBundle.of(
                new PemSslStoreBundle(PemSslStore.of(chain, key), null),
                SslBundleKey.NONE,
                SslOptions.of(null, PROTOCOLS));
    }

    private static List<X509Certificate> chain(TlsFiles files, String text) {
        List<X509Certificate> chain;
        try {
            chain =
                    PemContent.isPresentInText(text)
                            ? PemContent.of(text).getCertificates()
                            : List.of();
        } catch (IllegalStateException e) {
            chain = List.of();
        }
        if (chain.isEmpty()) {
            throw new MisconfiguredException(
                    files.certificate()
                            + " holds no certificate in PEM; put the server's own there, followed by"
                            + " those of the authorities in between, or correct"
                            + " assay.tls.certificate");
        }
        return chain;
    }

    private static PrivateKey key(TlsFiles files, String text) {
        try {
            if (PemContent.isPresentInText(text)) {
                var key = PemContent.of(text).getPrivateKey();
                if (key != null) {
                    return key;
                }
            }
        } catch (IllegalStateException e) {
            // Said below; its message could hold what stands in the file.
        }
        throw new MisconfiguredException(
                files.key()
                        + " holds no private key in PEM that can be read"
                        + (text.contains("ENCRYPTED") ? ", since it has a password" : "")
                        + "; put it there as PKCS#8 without a password (openssl pkcs8 -topk8"
                        + " -nocrypt -in KEY), or correct assay.tls.key");
    }

    private static MisconfiguredException mismatch(
            TlsFiles files, List<X509Certificate> chain, PrivateKey key) {
        if (chain.stream().anyMatch(each -> fits(key, each.getPublicKey()))) {
            return new MisconfiguredException(
                    "the certificate of the key at "
                            + files.key()
                            + " is not the first in "
                            + files.certificate()
                            + "; put it before those of its authorities");
        }
        return new MisconfiguredException(
                "the key at "
                        + files.key()
                        + " is not that of the certificate at "
                        + files.certificate()
                        + " ("
                        + chain.getFirst().getSubjectX500Principal().getName()
                        + "); put the two there that were made together, or correct"
                        + " assay.tls.certificate and assay.tls.key");
    }

    private static void hold(TlsFiles files, X509Certificate each, Instant now) {
        var name = each.getSubjectX500Principal().getName();
        if (now.isAfter(each.getNotAfter().toInstant())) {
            throw new MisconfiguredException(
                    "the certificate of "
                            + name
                            + " at "
                            + files.certificate()
                            + " ended on "
                            + each.getNotAfter().toInstant()
                            + ", so no client would take it; put a renewed one there with its key");
        }
        if (now.isBefore(each.getNotBefore().toInstant())) {
            throw new MisconfiguredException(
                    "the certificate of "
                            + name
                            + " at "
                            + files.certificate()
                            + " is valid from "
                            + each.getNotBefore().toInstant()
                            + " on and it is "
                            + now
                            + " here; correct the clock, or put another one there");
        }
    }

    private static boolean isSignedBy(X509Certificate each, X509Certificate issuer) {
        try {
            each.verify(issuer.getPublicKey());
            return each.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** What one signs, the other has to accept. */
    private static boolean fits(PrivateKey key, PublicKey certified) {
        var algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            var signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(PROBE);
            var signature = signing.sign();
            var verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(PROBE);
            return verifying.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "the certificate of " + chain.getFirst().getSubjectX500Principal().getName();
    }
}
