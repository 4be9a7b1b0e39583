package dev.assay.scanners.signature;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * The two attestations that npm keeps beside a version: its publication, signed by the registry,
 * and its provenance, signed by the build. Each is verified by itself.
 */
final class Attestations {

    static final String PUBLICATION =
            "https://github.com/npm/attestation/tree/main/specs/publish/v0.1";
    private static final Set<String> PROVENANCE =
            Set.of("https://slsa.dev/provenance/v0.2", "https://slsa.dev/provenance/v1");

    private static final int MOST = 20;

    private final String name;
    private final String version;
    private final byte[] sha512;
    private final TrustedRoot root;
    private final Instant now;

    Attestations(String name, String version, byte[] sha512, TrustedRoot root, Instant now) {
        this.name = name;
        this.version = version;
        this.sha512 = sha512;
        this.root = root;
        this.now = now;
    }

    /** The bundle of the publication, or null where there is none. */
    static @Nullable JsonNode publicationIn(JsonNode answer) throws DefectException {
        return only(answer, Set.of(PUBLICATION));
    }

    /** The attestation of the build, or null where there is none. */
    static @Nullable JsonNode provenanceIn(JsonNode answer) throws DefectException {
        return only(answer, PROVENANCE);
    }

    private static @Nullable JsonNode only(JsonNode answer, Set<String> types)
            throws DefectException {
        var listed = answer.path("attestations");
        if (!listed.isArray()) {
            throw new DefectException(Defect.FIELD_MISSING, "it lists no attestations");
        }
        if (listed.size() > MOST) {
            throw new DefectException(Defect.TOO_LARGE, listed.size() + " attestations");
        }
        JsonNode found = null;
        for (var each : listed) {
            if (types.contains(each.path("predicateType").asString(""))) {
                if (found != null) {
                    throw new DefectException(Defect.TWICE);
                }
                found = each;
            }
        }
        return found;
    }

    /** Verifies that the registry says it published these bytes under this name. */
    KeyClaims publication(JsonNode attestation, RegistryKeys keys)
            throws DefectException, UnsupportedException {
        var bundle = attestation.path("bundle");
        var envelope = Envelope.read(bundle);
        var id =
                Bounds.text(
                        bundle.path("verificationMaterial").path("publicKey"),
                        "hint",
                        "the publication's key");
        var key = keys.find(id, RegistryKey.SIGNS_ATTESTATIONS);
        key.verify(envelope.preAuthentication(), envelope.signature());
        var entry = LogEntry.verify(bundle, root, now);
        LogBody.compare(entry.body(), envelope, key.spki());
        key.checkValidity(entry.at());
        var statement = statement(attestation, envelope);
        var told = statement.predicate();
        if (!told.path("name").asString("").equals(name)
                || !told.path("version").asString("").equals(version)) {
            throw new DefectException(Defect.PREDICATE_DIFFERS, "it tells of another publication");
        }
        return new KeyClaims(id, keys.trust(), entry.at());
    }

    /** Verifies where these bytes were built from. */
    BuildClaims provenance(JsonNode attestation) throws DefectException, UnsupportedException {
        var bundle = attestation.path("bundle");
        var envelope = Envelope.read(bundle);
        var claims = KeylessEnvelope.build(bundle, envelope, root, now);
        BuildPredicate.compare(statement(attestation, envelope), claims);
        return claims;
    }

    private Statement statement(JsonNode attestation, Envelope envelope) throws DefectException {
        return Statement.read(
                envelope.payload(),
                Bounds.text(attestation, "predicateType", "the attestation"),
                name,
                version,
                Objects.requireNonNull(sha512));
    }
}
