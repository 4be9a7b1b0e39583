package dev.assay.scanners.signature;

import dev.sigstore.encryption.signers.Verifiers;
import dev.sigstore.merkle.InclusionProofVerificationException;
import dev.sigstore.merkle.InclusionProofVerifier;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import dev.sigstore.rekor.client.RekorVerificationException;
import dev.sigstore.trustroot.TransparencyLog;

import tools.jackson.databind.JsonNode;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An envelope's entry in a transparency log.
 *
 * @param body what the log took
 * @param at when, by the log's signature
 */
record LogEntry(byte[] body, Instant at) {

    /** Clocks differ. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int MOST_HASHES = 64;

    /**
     * Reads and verifies the only entry of a bundle: the promise with its time, the proof, and the
     * log's signed state.
     */
    static LogEntry verify(JsonNode bundle, TrustedRoot root, Instant now)
            throws DefectException, UnsupportedException {
        var entries = bundle.path("verificationMaterial").path("tlogEntries");
        if (!entries.isArray() || entries.size() != 1) {
            throw new DefectException(
                    Defect.LOG_ENTRY_NOT_ONE,
                    (entries.isArray() ? entries.size() : 0) + " entries");
        }
        var json = entries.get(0);
        shape(json, Bounds.text(bundle, "mediaType", "the bundle"));
        var entry = parse(json);
        var log = root.log(Bounds.base64(json.path("logId"), "keyId", "the log's identifier"));
        promise(entry, log);
        var at = entry.getIntegratedTimeInstant();
        if (at.isAfter(now.plus(SKEW))) {
            throw new DefectException(Defect.LOG_TIME_IN_FUTURE, at.toString());
        }
        if (!root.trustsLog(log.getLogId().getKeyId(), at)) {
            throw new DefectException(Defect.LOG_NOT_VALID, log.getBaseUrl() + " at " + at);
        }
        var body = Base64.getDecoder().decode(entry.getBody());
        proof(entry, body);
        try {
            root.entries().verifyEntry(entry);
            checkpointSize(entry);
        } catch (RekorVerificationException | RekorParseException | RuntimeException e) {
            // Promise and proof hold already, so it is the signed state that does not.
            throw new DefectException(Defect.LOG_CHECKPOINT_WRONG, String.valueOf(e.getMessage()));
        }
        kind(json, body);
        return new LogEntry(body, at);
    }

    private static void shape(JsonNode json, String mediaType)
            throws DefectException, UnsupportedException {
        if (Bounds.number(json, "integratedTime", "the log's entry") <= 0) {
            // A log of the second version keeps no time; a time stamp authority does.
            throw new UnsupportedException(
                    "the log's entry has no time of its own, and time stamps are not read here");
        }
        if (!json.path("inclusionPromise").path("signedEntryTimestamp").isString()) {
            throw new DefectException(Defect.LOG_TIME_MISSING);
        }
        if (!json.path("inclusionProof").isObject()) {
            if (mediaType.endsWith("version=0.1")) {
                throw new UnsupportedException(
                        "the bundle is of version 0.1, with the log's promise and no proof");
            }
            throw new DefectException(Defect.LOG_PROOF_MISSING);
        }
        if (json.path("inclusionProof").path("hashes").size() > MOST_HASHES) {
            throw new DefectException(Defect.TOO_LARGE, "the log's proof");
        }
    }

    private static RekorEntry parse(JsonNode json) throws DefectException {
        try {
            return RekorEntry.fromTLogEntryJson(json.toString());
        } catch (RekorParseException | RuntimeException e) {
            throw new DefectException(
                    Defect.FIELD_MISSING, "the log's entry cannot be read: " + e.getMessage());
        }
    }

    private static void promise(RekorEntry entry, TransparencyLog log) throws DefectException {
        try {
            var signature =
                    Base64.getDecoder().decode(entry.getVerification().getSignedEntryTimestamp());
            if (Verifiers.newVerifier(log.getPublicKey().toJavaPublicKey())
                    .verify(entry.getSignableContent(), signature)) {
                return;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new DefectException(Defect.LOG_TIME_WRONG, String.valueOf(e.getMessage()));
        }
        throw new DefectException(Defect.LOG_TIME_WRONG);
    }

    private static void proof(RekorEntry entry, byte[] body) throws DefectException {
        var proof = given(entry);
        try {
            var leaf = MessageDigest.getInstance("SHA-256");
            // The leaf's own prefix (RFC 6962, section 2.1).
            leaf.update((byte) 0);
            InclusionProofVerifier.verify(
                    leaf.digest(body),
                    proof.getLogIndex(),
                    proof.getTreeSize(),
                    proof.getHashes().stream().map(HexFormat.of()::parseHex).toList(),
                    HexFormat.of().parseHex(proof.getRootHash()));
        } catch (InclusionProofVerificationException
                | GeneralSecurityException
                | RuntimeException e) {
            throw new DefectException(Defect.LOG_PROOF_WRONG, String.valueOf(e.getMessage()));
        }
    }

    private static RekorEntry.InclusionProof given(RekorEntry entry) throws DefectException {
        var proof = entry.getVerification().getInclusionProof();
        if (proof == null) {
            throw new DefectException(Defect.LOG_PROOF_MISSING);
        }
        return proof;
    }

    /** The proof may speak of a tree whose size the signed state does not confirm. */
    private static void checkpointSize(RekorEntry entry)
            throws RekorParseException, DefectException {
        var proof = given(entry);
        if (!proof.parsedCheckpoint().getSize().equals(proof.getTreeSize())) {
            throw new DefectException(
                    Defect.LOG_CHECKPOINT_WRONG, "it is of a tree of another size");
        }
    }

    /** Outside of what is signed the entry is labelled once more. */
    private static void kind(JsonNode json, byte[] body) throws DefectException {
        var told = json.path("kindVersion");
        var signed = Bounds.object(body, "the log's entry");
        if (!told.path("kind").equals(signed.path("kind"))
                || !told.path("version").equals(signed.path("apiVersion"))) {
            throw new DefectException(Defect.LOG_BODY_DIFFERS, "its kind is another");
        }
    }
}
