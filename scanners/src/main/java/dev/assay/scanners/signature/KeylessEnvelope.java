package dev.assay.scanners.signature;

import tools.jackson.databind.JsonNode;

import java.time.Instant;

/** Who signed a statement in an envelope, by a certificate and a log's entry in one bundle. */
final class KeylessEnvelope {

    private KeylessEnvelope() {}

    /** Whoever it is. */
    static KeyClaims verify(JsonNode bundle, Envelope envelope, TrustedRoot root, Instant now)
            throws DefectException, UnsupportedException {
        var signed = signed(bundle, envelope, root, now);
        return signed.certificate().signer(signed.at());
    }

    /** A build. */
    static BuildClaims build(JsonNode bundle, Envelope envelope, TrustedRoot root, Instant now)
            throws DefectException, UnsupportedException {
        var signed = signed(bundle, envelope, root, now);
        return signed.certificate().claims(signed.at());
    }

    private record Signed(SigningCertificate certificate, Instant at) {}

    private static Signed signed(JsonNode bundle, Envelope envelope, TrustedRoot root, Instant now)
            throws DefectException, UnsupportedException {
        var certificate = SigningCertificate.read(bundle.path("verificationMaterial"));
        RegistryKey.verify(
                certificate.leaf().getPublicKey(),
                envelope.preAuthentication(),
                envelope.signature());
        var entry = LogEntry.verify(bundle, root, now);
        certificate.verify(root, entry.at());
        LogBody.compare(entry.body(), envelope, certificate.encoded());
        return new Signed(certificate, entry.at());
    }
}
