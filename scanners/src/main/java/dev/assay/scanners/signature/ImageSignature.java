package dev.assay.scanners.signature;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * Checks what cosign puts beside an image: signatures (its "simple signing" texts), attestations
 * (envelopes of in-toto statements), and Sigstore bundles of either. By a key that is configured,
 * or by a certificate in a log. What is signed has to name the digest of the image. Pure.
 */
public final class ImageSignature {

    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
    private static final String LOGGED = "dev.sigstore.cosign/bundle";
    private static final String STAMPED = "dev.sigstore.cosign/rfc3161timestamp";

    /** The type of a statement that says nothing but that it signs. */
    private static final String SIGNS = "https://sigstore.dev/cosign/sign/v1";

    private static final Set<String> TYPES = Set.of("cosign container image signature", SIGNS);
    private static final JsonMapper JSON = new JsonMapper();

    private final Trusted trusted;
    private final String packagePurl;
    private final String sha256;
    private final Instant now;

    /**
     * @param packagePurl the repository, without a version, as pins name it
     * @param image the digest of the manifest or index that is approved
     */
    public ImageSignature(Trusted trusted, String packagePurl, Sha256 image, Instant now) {
        this.trusted = trusted;
        this.packagePurl = packagePurl;
        this.sha256 = image.hex();
        this.now = now;
    }

    private interface Check {
        Proof proof() throws DefectException, UnsupportedException;
    }

    private Proof judged(ProofKind kind, Check check) {
        try {
            var proof = check.proof();
            return new Proof(proof.kind(), trusted.pins().judge(packagePurl, proof.outcome()));
        } catch (DefectException e) {
            return new Proof(kind, e.outcome());
        } catch (UnsupportedException e) {
            return new Proof(kind, e.outcome());
        }
    }

    private static Proof verified(ProofKind kind, KeyClaims claims) {
        return new Proof(kind, new Outcome.Verified<>(claims));
    }

    /**
     * A signature of the kind that lies under the tag {@code .sig}.
     *
     * @param text what is signed
     * @param annotations of the layer that the text is
     */
    public Proof signature(byte[] text, Map<String, String> annotations) {
        return judged(
                ProofKind.COSIGN,
                () -> {
                    var json = Bounds.object(text, "what is signed");
                    var signature = base64(annotations, SIGNATURE);
                    var claims = signer(text, signature, annotations, null);
                    var critical = json.path("critical");
                    var type = Bounds.text(critical, "type", "what is signed");
                    if (!TYPES.contains(type)) {
                        throw new DefectException(Defect.STATEMENT_TYPE, type);
                    }
                    var image =
                            Bounds.text(
                                    critical.path("image"),
                                    "docker-manifest-digest",
                                    "what is signed");
                    if (!image.equals("sha256:" + sha256)) {
                        throw new DefectException(Defect.SUBJECT_DIGEST, image);
                    }
                    return verified(ProofKind.COSIGN, claims);
                });
    }

    /**
     * An attestation of the kind that lies under the tag {@code .att}.
     *
     * @param envelope of a statement
     */
    public Proof attestation(byte[] envelope, Map<String, String> annotations) {
        return judged(
                ProofKind.COSIGN_ATTESTATION,
                () -> {
                    var wrapped = JSON.createObjectNode();
                    wrapped.set("dsseEnvelope", Bounds.object(envelope, "the envelope"));
                    var read = Envelope.read(wrapped);
                    var claims =
                            signer(read.preAuthentication(), read.signature(), annotations, read);
                    return statement(read, claims);
                });
    }

    /** A Sigstore bundle that refers to the image. */
    public Proof bundle(byte[] json) {
        return judged(
                ProofKind.COSIGN,
                () -> {
                    var bundle = Bounds.object(json, "the bundle");
                    if (!bundle.has("dsseEnvelope")) {
                        throw new UnsupportedException("the bundle holds no statement");
                    }
                    var envelope = Envelope.read(bundle);
                    if (bundle.path("verificationMaterial").has("publicKey")) {
                        return statement(
                                envelope,
                                byKey(envelope.preAuthentication(), envelope.signature()));
                    }
                    return statement(
                            envelope, KeylessEnvelope.verify(bundle, envelope, root(), now));
                });
    }

    private Proof statement(Envelope envelope, KeyClaims claims) throws DefectException {
        var statement = SubjectStatement.read(envelope.payload(), sha256);
        statement.compare(claims);
        if (statement.predicateType().equals(SIGNS)) {
            return verified(ProofKind.COSIGN, claims);
        }
        return verified(
                ProofKind.COSIGN_ATTESTATION,
                new KeyClaims(
                        claims.signer() + " (" + HostileJson.shown(statement.predicateType()) + ")",
                        claims.trust(),
                        claims.at(),
                        claims.build()));
    }

    /**
     * @param content what the signature is over
     * @param envelope that it is in, or null for a text
     */
    private KeyClaims signer(
            byte[] content,
            byte[] signature,
            Map<String, String> annotations,
            @Nullable Envelope envelope)
            throws DefectException, UnsupportedException {
        var pem = annotations.get(CERTIFICATE);
        if (pem == null) {
            return byKey(content, signature);
        }
        var certificate = certificate(pem);
        RegistryKey.verify(certificate.leaf().getPublicKey(), content, signature);
        var logged = annotations.get(LOGGED);
        if (logged == null) {
            if (annotations.containsKey(STAMPED)) {
                throw new UnsupportedException("time stamps are not read here");
            }
            throw new DefectException(Defect.LOG_ENTRY_NOT_ONE, "no entry");
        }
        var entry =
                LogPromise.verify(
                        Bounds.object(logged.getBytes(StandardCharsets.UTF_8), "the log's entry"),
                        root(),
                        now);
        certificate.verify(root(), entry.at());
        if (envelope == null) {
            LogBody.compare(
                    entry.body(),
                    HexFormat.of().parseHex(Sha256.of(content).hex()),
                    signature,
                    certificate.encoded());
        } else {
            LogBody.compare(entry.body(), envelope, certificate.encoded());
        }
        return certificate.signer(entry.at());
    }

    private KeyClaims byKey(byte[] content, byte[] signature) throws UnsupportedException {
        var keys = trusted.imageKeys();
        var key = keys.of(content, signature).orElse(null);
        if (key == null) {
            throw new UnsupportedException(
                    "it is signed by a key, and "
                            + (keys.problem() == null
                                    ? "none of those that are configured made this signature"
                                    : keys.problem()));
        }
        return new KeyClaims(ImageKeys.fingerprint(key), KeyClaims.Trust.CONFIGURED, null);
    }

    private TrustedRoot root() throws UnsupportedException {
        var root = trusted.root();
        if (root == null) {
            throw new UnsupportedException("it is signed; " + SignatureCheck.NO_ROOT);
        }
        return root;
    }

    private static SigningCertificate certificate(String pem) throws DefectException {
        var inner = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
        var material = JSON.createObjectNode();
        material.putObject("certificate").put("rawBytes", inner);
        return SigningCertificate.read((JsonNode) material);
    }

    private static byte[] base64(Map<String, String> annotations, String name)
            throws DefectException {
        var json = JSON.createObjectNode();
        json.put("signature", annotations.getOrDefault(name, ""));
        return Bounds.base64(json, "signature", "the signature's layer");
    }
}
