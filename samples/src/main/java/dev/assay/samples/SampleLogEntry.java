package dev.assay.samples;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An entry in a transparency log of two entries: the log's promise of when it took it, the proof
 * that it is there, and the log's signed state. Each part can be made otherwise.
 */
public final class SampleLogEntry {

    /** The other entry's hash: any would do. */
    private static final byte[] SIBLING = SampleKey.digest("SHA-256", new byte[] {7});

    private SampleKey id;
    private SampleKey promise;
    private SampleKey state;
    private String origin = SampleAuthority.LOG;
    private Instant at;
    private byte[] sibling = SIBLING;
    private int size = 2;
    private boolean inToto;

    SampleLogEntry(SampleAuthority world, Instant at) {
        this.id = world.log();
        this.promise = world.log();
        this.state = world.log();
        this.at = at;
    }

    public SampleLogEntry at(Instant time) {
        at = time;
        return this;
    }

    /** In another log altogether. */
    public SampleLogEntry in(SampleKey log) {
        id = log;
        promise = log;
        state = log;
        return this;
    }

    public SampleLogEntry promisedBy(SampleKey key) {
        promise = key;
        return this;
    }

    public SampleLogEntry stateSignedBy(SampleKey key) {
        state = key;
        return this;
    }

    public SampleLogEntry stateOf(String log) {
        origin = log;
        return this;
    }

    /** With a proof that leads to another root than the one that is signed. */
    public SampleLogEntry wrongProof() {
        sibling = SampleKey.digest("SHA-256", new byte[] {8});
        return this;
    }

    /** With a signed state of a tree that is larger than that of the proof. */
    public SampleLogEntry stateOfSize(int entries) {
        size = entries;
        return this;
    }

    /** As the log wrote entries until 2024. */
    public SampleLogEntry inToto() {
        inToto = true;
        return this;
    }

    Map<String, Object> of(byte[] payload, byte[] signature, String pem) {
        return entry(inToto ? inToto(payload, signature, pem) : dsse(payload, signature, pem));
    }

    /** Of a signature over a hash, as logs take those of files. */
    Map<String, Object> ofHash(byte[] content, byte[] signature, String pem) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("data", Map.of("hash", sha256(content)));
        spec.put(
                "signature",
                Map.of(
                        "content",
                        SampleAuthority.base64(signature),
                        "publicKey",
                        Map.of(
                                "content",
                                SampleAuthority.base64(pem.getBytes(StandardCharsets.UTF_8)))));
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", "0.0.1");
        body.put("kind", "hashedrekord");
        body.put("spec", spec);
        return entry(body);
    }

    private Map<String, Object> entry(Map<String, Object> taken) {
        var body = Json.write(taken).getBytes(StandardCharsets.UTF_8);
        var leaf = SampleKey.digest("SHA-256", new byte[] {0}, body);
        var root = SampleKey.digest("SHA-256", new byte[] {1}, leaf, SIBLING);
        var seconds = at.getEpochSecond();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("logIndex", "1000");
        entry.put("logId", Map.of("keyId", SampleAuthority.base64(id.hash())));
        entry.put(
                "kindVersion",
                Map.of("kind", taken.get("kind"), "version", taken.get("apiVersion")));
        entry.put("integratedTime", Long.toString(seconds));
        entry.put(
                "inclusionPromise",
                Map.of("signedEntryTimestamp", SampleAuthority.base64(promised(body, seconds))));
        var proof = new LinkedHashMap<String, Object>();
        proof.put("logIndex", "0");
        proof.put("rootHash", SampleAuthority.base64(root));
        proof.put("treeSize", "2");
        proof.put("hashes", List.of(SampleAuthority.base64(sibling)));
        proof.put("checkpoint", Map.of("envelope", checkpoint(root)));
        entry.put("inclusionProof", proof);
        entry.put("canonicalizedBody", SampleAuthority.base64(body));
        return entry;
    }

    /** What cosign kept of an entry before there were bundles: the promise alone. */
    Map<String, Object> promise(Map<String, Object> entry) {
        var encoded = String.valueOf(entry.get("canonicalizedBody"));
        var body = Base64.getDecoder().decode(encoded);
        var seconds = at.getEpochSecond();
        var payload = new LinkedHashMap<String, Object>();
        payload.put("body", encoded);
        payload.put("integratedTime", seconds);
        payload.put("logIndex", 1000);
        payload.put("logID", HexFormat.of().formatHex(id.hash()));
        return Map.of(
                "SignedEntryTimestamp",
                SampleAuthority.base64(promised(body, seconds)),
                "Payload",
                payload);
    }

    private byte[] promised(byte[] body, long seconds) {
        var content = new LinkedHashMap<String, Object>();
        content.put("body", SampleAuthority.base64(body));
        content.put("integratedTime", seconds);
        content.put("logID", HexFormat.of().formatHex(id.hash()));
        content.put("logIndex", 1000);
        return promise.sign(Json.write(content).getBytes(StandardCharsets.UTF_8));
    }

    private String checkpoint(byte[] root) {
        var note = origin + " - 1\n" + size + "\n" + SampleAuthority.base64(root) + "\n";
        var hint = HexFormat.of().parseHex(HexFormat.of().formatHex(id.hash()).substring(0, 8));
        var signature = Der.joined(hint, state.sign(note.getBytes(StandardCharsets.UTF_8)));
        return note + "\n— " + origin + " " + SampleAuthority.base64(signature) + "\n";
    }

    private static Map<String, Object> dsse(byte[] payload, byte[] signature, String pem) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("envelopeHash", sha256(payload));
        spec.put("payloadHash", sha256(payload));
        spec.put(
                "signatures",
                List.of(
                        Map.of(
                                "signature",
                                SampleAuthority.base64(signature),
                                "verifier",
                                SampleAuthority.base64(pem.getBytes(StandardCharsets.UTF_8)))));
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", "0.0.1");
        body.put("kind", "dsse");
        body.put("spec", spec);
        return body;
    }

    private static Map<String, Object> inToto(byte[] payload, byte[] signature, String pem) {
        var once = SampleAuthority.base64(signature).getBytes(StandardCharsets.UTF_8);
        var content = new LinkedHashMap<String, Object>();
        content.put(
                "envelope",
                Map.of(
                        "payloadType",
                        "application/vnd.in-toto+json",
                        "signatures",
                        List.of(
                                Map.of(
                                        "sig",
                                        SampleAuthority.base64(once),
                                        "publicKey",
                                        SampleAuthority.base64(
                                                pem.getBytes(StandardCharsets.UTF_8))))));
        content.put("payloadHash", sha256(payload));
        var body = new LinkedHashMap<String, Object>();
        body.put("apiVersion", "0.0.2");
        body.put("kind", "intoto");
        body.put("spec", Map.of("content", content));
        return body;
    }

    private static Map<String, String> sha256(byte[] content) {
        return Map.of(
                "algorithm",
                "sha256",
                "value",
                HexFormat.of().formatHex(SampleKey.digest("SHA-256", content)));
    }
}
