package dev.assay.scanners.signature;

import dev.sigstore.encryption.signers.Verifiers;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;

/**
 * A log's promise that it takes an entry, as cosign kept it beside signatures before there were
 * bundles. There is no proof that it did, only the log's signature with the time.
 */
final class LogPromise {

    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private LogPromise() {}

    static LogEntry verify(JsonNode bundle, TrustedRoot root, Instant now) throws DefectException {
        var payload = bundle.path("Payload");
        var seconds = Bounds.number(payload, "integratedTime", "the log's entry");
        var id = Bounds.text(payload, "logID", "the log's entry");
        var encoded = Bounds.text(payload, "body", "the log's entry");
        var log = root.log(hex(id));
        var signed = new LinkedHashMap<String, Object>();
        signed.put("body", encoded);
        signed.put("integratedTime", seconds);
        signed.put("logID", id);
        signed.put("logIndex", Bounds.number(payload, "logIndex", "the log's entry"));
        var promise = Bounds.base64(bundle, "SignedEntryTimestamp", "the log's entry");
        try {
            if (!Verifiers.newVerifier(log.getPublicKey().toJavaPublicKey())
                    .verify(
                            JSON.writeValueAsString(signed).getBytes(StandardCharsets.UTF_8),
                            promise)) {
                throw new DefectException(Defect.LOG_TIME_WRONG);
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new DefectException(Defect.LOG_TIME_WRONG, String.valueOf(e.getMessage()));
        }
        var at = Instant.ofEpochSecond(seconds);
        if (at.isAfter(now.plus(SKEW))) {
            throw new DefectException(Defect.LOG_TIME_IN_FUTURE, at.toString());
        }
        if (!root.trustsLog(log.getLogId().getKeyId(), at)) {
            throw new DefectException(Defect.LOG_NOT_VALID, log.getBaseUrl() + " at " + at);
        }
        return new LogEntry(Base64.getDecoder().decode(encoded), at);
    }

    private static byte[] hex(String id) throws DefectException {
        try {
            return HexFormat.of().parseHex(id);
        } catch (IllegalArgumentException e) {
            throw new DefectException(Defect.LOG_UNKNOWN, id);
        }
    }
}
