package dev.assay.scanners.attestation;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** An approval that a test mints, and one defect that it may have. */
final class MintedApproval {

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final String PURL = "pkg:npm/%40acme/mcp@1.0.0";
    static final byte[] BYTES = "the artifact".getBytes(StandardCharsets.UTF_8);
    static final SigningKey REGISTRY = SigningKey.make();
    static final SigningKey APPROVER = SigningKey.make();
    static final SigningKey STRANGER = SigningKey.make();

    private static final JsonMapper JSON = new JsonMapper();

    private final List<SigningKey> signers = new ArrayList<>(List.of(REGISTRY));
    private Consumer<ObjectNode> statement = it -> {};
    private UnaryOperator<String> payload = UnaryOperator.identity();
    private UnaryOperator<Envelope> sealed = UnaryOperator.identity();
    private UnaryOperator<String> written = UnaryOperator.identity();
    private String type = Envelope.IN_TOTO;

    static MintedApproval sound() {
        return new MintedApproval();
    }

    MintedApproval signedBy(SigningKey... keys) {
        signers.clear();
        signers.addAll(List.of(keys));
        return this;
    }

    /** Changes the statement before it is signed. */
    MintedApproval saying(Consumer<ObjectNode> change) {
        statement = change;
        return this;
    }

    MintedApproval predicate(Consumer<ObjectNode> change) {
        return saying(it -> change.accept((ObjectNode) it.path("predicate")));
    }

    /** Changes the statement's text before it is signed. */
    MintedApproval text(UnaryOperator<String> change) {
        payload = change;
        return this;
    }

    MintedApproval type(String other) {
        type = other;
        return this;
    }

    /** Changes the envelope after it was signed. */
    MintedApproval sealed(UnaryOperator<Envelope> change) {
        sealed = change;
        return this;
    }

    /** Changes the envelope's text. */
    MintedApproval written(UnaryOperator<String> change) {
        written = change;
        return this;
    }

    byte[] file() {
        return (line() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    String line() {
        var document = document();
        statement.accept(document);
        var bytes =
                payload.apply(JSON.writeValueAsString(document)).getBytes(StandardCharsets.UTF_8);
        var envelope = new Envelope(type, bytes, List.of());
        for (var each : signers) {
            envelope = envelope.signedBy(each);
        }
        return written.apply(sealed.apply(envelope).json());
    }

    /** The summary that stands beside it. */
    static String summary(String result) {
        var document = document();
        document.put("predicateType", Approval.SUMMARY_TYPE);
        var predicate = document.putObject("predicate");
        predicate.putObject("verifier").put("id", "https://assay.test");
        predicate.put("resourceUri", PURL).put("verificationResult", result);
        return Envelope.of(JSON.writeValueAsBytes(document)).signedBy(REGISTRY).json();
    }

    static ApprovedArtifact artifact() {
        return new ApprovedArtifact(PURL, hash("SHA-256", BYTES), hash("SHA-512", BYTES));
    }

    static Verification check(byte[] file) {
        return check(file, new TrustedKey(REGISTRY.publicKey(), null, null));
    }

    static Verification check(byte[] file, TrustedKey key) {
        return new AttestationCheck(List.of(key), NOW)
                .check(file, artifact(), stage -> stage.equals("production"));
    }

    private static ObjectNode document() {
        var document = JSON.createObjectNode().put("_type", Approval.STATEMENT_TYPE);
        document.putArray("subject")
                .addObject()
                .put("name", PURL)
                .putObject("digest")
                .put("sha256", artifact().sha256())
                .put("sha512", artifact().sha512());
        document.put("predicateType", Approval.PREDICATE_TYPE);
        var predicate = document.putObject("predicate");
        predicate.putObject("registry").put("id", "https://assay.test");
        predicate.put("issuedAt", "2026-06-01T12:00:00Z");
        predicate
                .putObject("decision")
                .put("id", "0".repeat(32))
                .put("decidedAt", "2026-06-01T12:00:00Z")
                .put("by", "people");
        predicate.put("stage", "production").put("expires", "2026-12-01T12:00:00Z");
        predicate.putArray("conditions");
        var approver = predicate.putArray("approvers").addObject();
        approver.put("account", "a".repeat(32))
                .put("role", "security")
                .put("votedAt", "2026-06-01T11:00:00Z")
                .putObject("key")
                .put("keyid", APPROVER.keyId())
                .put("spki", Base64.getEncoder().encodeToString(APPROVER.publicKey().getEncoded()));
        predicate.putArray("closure").addObject().put("purl", PURL);
        return document;
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
