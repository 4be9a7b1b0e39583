package dev.assay.samples;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Sigstore bundle that signs a file, with its entry in a log. Each part can be made otherwise.
 */
public final class SampleFileBundle {

    private final SampleCertificate certificate;
    private final SampleLogEntry entry;
    private final byte[] content;
    private byte[] logged;
    private byte[] named;
    private SampleKey signer = SampleKey.create();
    private SampleKey owner = signer;

    public SampleFileBundle(SampleAuthority world, SampleBuild build, byte[] content) {
        this.certificate = new SampleCertificate(world, build);
        this.entry = new SampleLogEntry(world, build.at().plusSeconds(5));
        this.content = content.clone();
        this.logged = this.content;
        this.named = this.content;
    }

    /** What the log took is the signature of other bytes. */
    public SampleFileBundle logged(byte[] other) {
        logged = other.clone();
        return this;
    }

    /** The bundle names the hash of other bytes than those that are signed. */
    public SampleFileBundle naming(byte[] other) {
        named = other.clone();
        return this;
    }

    /** Signed by this key; the certificate is another's. */
    public SampleFileBundle signedBy(SampleKey key) {
        signer = key;
        return this;
    }

    /** The certificate, to be made otherwise. */
    public SampleCertificate certificate() {
        return certificate;
    }

    /** The entry in the log, to be made otherwise. */
    public SampleLogEntry entry() {
        return entry;
    }

    public String write() {
        var signature = signer.sign(content);
        var der = certificate.encode(owner);
        var pem =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END CERTIFICATE-----\n";
        var material = new LinkedHashMap<String, Object>();
        material.put("certificate", Map.of("rawBytes", SampleAuthority.base64(der)));
        material.put("tlogEntries", List.of(entry.ofHash(logged, signature, pem)));
        var digest = new LinkedHashMap<String, Object>();
        digest.put("algorithm", "SHA2_256");
        digest.put("digest", SampleAuthority.base64(SampleKey.digest("SHA-256", named)));
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
        bundle.put("verificationMaterial", material);
        bundle.put(
                "messageSignature",
                Map.of("messageDigest", digest, "signature", SampleAuthority.base64(signature)));
        return Json.write(bundle);
    }
}
