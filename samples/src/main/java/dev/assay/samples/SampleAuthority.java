package dev.assay.samples;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that signs in a world of its own: a certificate authority, its log, a transparency
 * log, and a registry's key. Made anew each time, trusted by nobody but who takes its root.
 */
public final class SampleAuthority {

    static final String LOG = "log.example.test";

    private final SampleKey authority = SampleKey.create();
    private final SampleKey certificateLog = SampleKey.create();
    private final SampleKey log = SampleKey.create();
    private final SampleKey registry = SampleKey.create();
    private final Instant start;

    /**
     * @param start from when its keys are valid
     */
    public SampleAuthority(Instant start) {
        this.start = start;
    }

    public SampleKey authority() {
        return authority;
    }

    public SampleKey certificateLog() {
        return certificateLog;
    }

    public SampleKey log() {
        return log;
    }

    public SampleKey registry() {
        return registry;
    }

    /** A {@code trusted_root.json}. */
    public String trustedRoot() {
        var root = new LinkedHashMap<String, Object>();
        root.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
        root.put("tlogs", List.of(logEntry(LOG, log)));
        root.put("certificateAuthorities", List.of(authorityEntry()));
        root.put("ctlogs", List.of(logEntry("ct.example.test", certificateLog)));
        return Json.write(root);
    }

    /** The registry's keys as it tells them itself. */
    public String keysDocument() {
        return keysDocument(null);
    }

    /** The same with an end for its key; null for none. */
    public String keysDocument(@org.jspecify.annotations.Nullable Instant expires) {
        var key = new LinkedHashMap<String, Object>();
        if (expires != null) {
            key.put("expires", expires.toString());
        }
        key.put("keyid", registry.id());
        key.put("keytype", "ecdsa-sha2-nistp256");
        key.put("scheme", "ecdsa-sha2-nistp256");
        key.put("key", base64(registry.spki()));
        return Json.write(Map.of("keys", List.of(key)));
    }

    /** The registry's keys as a pinned file has them. */
    public String pinnedKeys() {
        var keys = new ArrayList<Object>();
        for (var usage : List.of("npm:signatures", "npm:attestations")) {
            keys.add(
                    Map.of(
                            "keyId",
                            registry.id(),
                            "keyUsage",
                            usage,
                            "publicKey",
                            Map.of(
                                    "rawBytes",
                                    base64(registry.spki()),
                                    "keyDetails",
                                    "PKIX_ECDSA_P256_SHA_256",
                                    "validFor",
                                    Map.of("start", start.toString()))));
        }
        return Json.write(Map.of("keys", keys));
    }

    /** The registry's signature of a version, as {@code dist.signatures} lists it. */
    public Map<String, String> signature(String name, String version, String integrity) {
        var content = name + "@" + version + ":" + integrity;
        var signature = registry.sign(content.getBytes(StandardCharsets.UTF_8));
        return Map.of("keyid", registry.id(), "sig", base64(signature));
    }

    private Map<String, Object> logEntry(String host, SampleKey key) {
        return Map.of(
                "baseUrl",
                "https://" + host,
                "hashAlgorithm",
                "SHA2_256",
                "publicKey",
                Map.of(
                        "rawBytes",
                        base64(key.spki()),
                        "keyDetails",
                        "PKIX_ECDSA_P256_SHA_256",
                        "validFor",
                        validFor()),
                "logId",
                Map.of("keyId", base64(key.hash())));
    }

    private Map<String, Object> authorityEntry() {
        return Map.of(
                "subject",
                Map.of("organization", "example.test", "commonName", "sample-authority"),
                "uri",
                "https://authority.example.test",
                "certChain",
                Map.of(
                        "certificates",
                        List.of(
                                Map.of(
                                        "rawBytes",
                                        base64(SampleCertificate.authority(authority, start))))),
                "validFor",
                validFor());
    }

    private Map<String, Object> validFor() {
        return Map.of("start", start.toString());
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
