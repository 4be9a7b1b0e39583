package dev.assay.samples;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What cosign puts beside an image: a text or a statement about its digest, signed by a key or by a
 * certificate with an entry in a log. Each part can be made otherwise.
 */
public final class SampleCosign {

    public static final String SIGNS = "https://sigstore.dev/cosign/sign/v1";

    private static final String IN_TOTO = "application/vnd.in-toto+json";

    private final @Nullable SampleCertificate certificate;
    private final SampleLogEntry entry;
    private final SampleKey signer;
    private final SampleKey owner;
    private String text;
    private String statement;
    private UnaryOperator<String> after = UnaryOperator.identity();

    private SampleCosign(
            SampleAuthority world,
            SampleBuild build,
            @Nullable SampleCertificate certificate,
            SampleKey signer,
            SampleKey owner,
            String digest) {
        this.certificate = certificate;
        this.entry = new SampleLogEntry(world, build.at().plusSeconds(5));
        this.signer = signer;
        this.owner = owner;
        this.text =
                Json.write(
                        Map.of(
                                "critical",
                                Map.of(
                                        "identity",
                                        Map.of("docker-reference", "registry.example.test/acme"),
                                        "image",
                                        Map.of("docker-manifest-digest", digest),
                                        "type",
                                        "cosign container image signature")));
        this.statement = statement("registry.example.test/acme", digest, SIGNS, "{}");
    }

    /** By a build's certificate. */
    public static SampleCosign keyless(SampleAuthority world, SampleBuild build, String digest) {
        var key = SampleKey.create();
        return new SampleCosign(
                world, build, new SampleCertificate(world, build), key, key, digest);
    }

    /** By a certificate that is another key's. */
    public static SampleCosign wrongKey(SampleAuthority world, SampleBuild build, String digest) {
        return new SampleCosign(
                world,
                build,
                new SampleCertificate(world, build),
                SampleKey.create(),
                SampleKey.create(),
                digest);
    }

    /** By a key. */
    public static SampleCosign byKey(
            SampleAuthority world, SampleBuild build, SampleKey key, String digest) {
        return new SampleCosign(world, build, null, key, key, digest);
    }

    /** An in-toto statement about one thing. */
    public static String statement(
            String name, String digest, String predicateType, String predicate) {
        return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\""
                + name
                + "\",\"digest\":{\"sha256\":\""
                + digest.substring(digest.indexOf(':') + 1)
                + "\"}}],\"predicateType\":\""
                + predicateType
                + "\",\"predicate\":"
                + predicate
                + "}";
    }

    public SampleCosign text(UnaryOperator<String> change) {
        text = change.apply(text);
        return this;
    }

    public SampleCosign says(String other) {
        statement = other;
        return this;
    }

    /** The text or the statement is changed after it was signed. */
    public SampleCosign changed(UnaryOperator<String> change) {
        after = change;
        return this;
    }

    public SampleCertificate certificate() {
        if (certificate == null) {
            throw new IllegalStateException("it is signed by a key");
        }
        return certificate;
    }

    public SampleLogEntry entry() {
        return entry;
    }

    /** The layer of a signature. */
    public byte[] text() {
        return bytes(after.apply(text));
    }

    /** The annotations of a signature's layer. */
    public Map<String, String> textAnnotations() {
        var content = bytes(text);
        var signature = signer.sign(content);
        var annotations = new LinkedHashMap<String, String>();
        annotations.put("dev.cosignproject.cosign/signature", SampleAuthority.base64(signature));
        if (certificate != null) {
            var pem = pem(certificate.encode(owner));
            annotations.put("dev.sigstore.cosign/certificate", pem);
            annotations.put(
                    "dev.sigstore.cosign/bundle",
                    Json.write(entry.promise(entry.ofHash(content, signature, pem))));
        }
        return annotations;
    }

    /** The layer of an attestation, and its annotations. */
    public Map.Entry<byte[], Map<String, String>> attestation() {
        var payload = bytes(statement);
        var signature = signer.sign(preAuthentication(payload));
        var annotations = new LinkedHashMap<String, String>();
        if (certificate != null) {
            var pem = pem(certificate.encode(owner));
            annotations.put("dev.sigstore.cosign/certificate", pem);
            annotations.put(
                    "dev.sigstore.cosign/bundle",
                    Json.write(entry.promise(entry.of(payload, signature, pem))));
        }
        return Map.entry(bytes(Json.write(envelope(signature))), annotations);
    }

    /** A Sigstore bundle of the statement. */
    public byte[] bundle() {
        var payload = bytes(statement);
        var signature = signer.sign(preAuthentication(payload));
        var material = new LinkedHashMap<String, Object>();
        if (certificate == null) {
            material.put("publicKey", Map.of("hint", "a key"));
        } else {
            var der = certificate.encode(owner);
            material.put("certificate", Map.of("rawBytes", SampleAuthority.base64(der)));
            material.put("tlogEntries", List.of(entry.of(payload, signature, pem(der))));
        }
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
        bundle.put("verificationMaterial", material);
        bundle.put("dsseEnvelope", envelope(signature));
        return bytes(Json.write(bundle));
    }

    /** As an index of Python packages keeps attestations (PEP 740). */
    public String pep740() {
        var payload = bytes(statement);
        var signature = signer.sign(preAuthentication(payload));
        var der = certificate().encode(owner);
        return Json.write(
                Map.of(
                        "version",
                        1,
                        "verification_material",
                        Map.of(
                                "certificate",
                                SampleAuthority.base64(der),
                                "transparency_entries",
                                List.of(entry.of(payload, signature, pem(der)))),
                        "envelope",
                        Map.of(
                                "statement",
                                SampleAuthority.base64(bytes(after.apply(statement))),
                                "signature",
                                SampleAuthority.base64(signature))));
    }

    private Map<String, Object> envelope(byte[] signature) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("payloadType", IN_TOTO);
        envelope.put("payload", SampleAuthority.base64(bytes(after.apply(statement))));
        envelope.put(
                "signatures",
                List.of(Map.of("keyid", "", "sig", SampleAuthority.base64(signature))));
        return envelope;
    }

    private static byte[] preAuthentication(byte[] payload) {
        var head = "DSSEv1 " + IN_TOTO.length() + " " + IN_TOTO + " " + payload.length + " ";
        return Der.joined(bytes(head), payload);
    }

    private static String pem(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    /** How registries name bytes. */
    public static String digest(byte[] bytes) {
        return "sha256:" + HexFormat.of().formatHex(SampleKey.digest("SHA-256", bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
