package dev.assay.scanners.signature;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.text.HostileJson;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;

/**
 * Checks the attestations that an index of Python packages keeps beside a file (PEP 740): by the
 * certificate of a trusted publisher, in a log, about this file by its name and SHA-256. Whom the
 * index names as the publisher has to be whom the certificate names. Pure.
 */
public final class PublishAttestations {

    private static final String PUBLISH = "https://docs.pypi.org/attestations/publish/v1";
    private static final int MOST = 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** Where the publishers of a kind have their sources. */
    private static final Map<String, String> HOSTS =
            Map.of("GitHub", "github.com", "GitLab", "gitlab.com");

    private final Trusted trusted;
    private final String packagePurl;
    private final String fileName;
    private final String sha256;
    private final Instant now;

    /**
     * @param packagePurl the package, without a version, as pins name it
     * @param file the hash of the bytes that came
     */
    public PublishAttestations(
            Trusted trusted, String packagePurl, String fileName, Sha256 file, Instant now) {
        this.trusted = trusted;
        this.packagePurl = packagePurl;
        this.fileName = fileName;
        this.sha256 = file.hex();
        this.now = now;
    }

    /** Looks at all that an index has for the file. */
    public Outcome<KeyClaims> check(byte[] provenance) {
        try {
            var json = Bounds.object(provenance, "the answer");
            if (json.path("version").asInt(0) != 1) {
                throw new UnsupportedException("the answer is of another version than the first");
            }
            var root = trusted.root();
            if (root == null) {
                throw new UnsupportedException("it is attested; " + SignatureCheck.NO_ROOT);
            }
            var outcomes = new ArrayList<Outcome<KeyClaims>>();
            for (var bundle : listed(json, "attestation_bundles")) {
                for (var each : listed(bundle, "attestations")) {
                    if (outcomes.size() == MOST) {
                        throw new DefectException(Defect.TOO_LARGE, "attestations without end");
                    }
                    outcomes.add(judged(bundle.path("publisher"), each, root));
                }
            }
            return outcomes.stream().allMatch(Outcome.Absent.class::isInstance)
                    ? new Outcome.Absent<>("none of its attestations is of its publication")
                    : Combined.of(outcomes);
        } catch (DefectException e) {
            return e.outcome();
        } catch (UnsupportedException e) {
            return e.outcome();
        }
    }

    private static JsonNode listed(JsonNode json, String name) throws DefectException {
        var listed = json.path(name);
        if (!listed.isArray()) {
            throw new DefectException(Defect.FIELD_MISSING, "it has no list '" + name + "'");
        }
        return listed;
    }

    private Outcome<KeyClaims> judged(JsonNode publisher, JsonNode attestation, TrustedRoot root) {
        try {
            return trusted.pins().judge(packagePurl, checked(publisher, attestation, root));
        } catch (DefectException e) {
            return e.outcome();
        } catch (UnsupportedException e) {
            return e.outcome();
        }
    }

    private Outcome<KeyClaims> checked(JsonNode publisher, JsonNode attestation, TrustedRoot root)
            throws DefectException, UnsupportedException {
        if (attestation.path("version").asInt(0) != 1) {
            throw new UnsupportedException("an attestation is of another version than the first");
        }
        var bundle = bundle(attestation);
        var envelope = Envelope.read(bundle);
        var claims = KeylessEnvelope.verify(bundle, envelope, root, now);
        var statement = SubjectStatement.read(envelope.payload(), sha256);
        if (!statement.name().equals(fileName)) {
            throw new DefectException(Defect.SUBJECT_NAME, statement.name());
        }
        statement.compare(claims);
        var told = publisher(publisher, claims);
        if (!statement.predicateType().equals(PUBLISH)) {
            return new Outcome.Absent<>("it is of the kind " + statement.predicateType());
        }
        return new Outcome.Verified<>(
                new KeyClaims(claims.signer() + told, claims.trust(), claims.at(), claims.build()));
    }

    /** The same as a bundle, which is how everything else of Sigstore is written. */
    private static JsonNode bundle(JsonNode attestation) throws DefectException {
        var material = attestation.path("verification_material");
        var envelope = attestation.path("envelope");
        var bundle = JSON.createObjectNode();
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
        var verification = bundle.putObject("verificationMaterial");
        verification
                .putObject("certificate")
                .put("rawBytes", Bounds.text(material, "certificate", "the attestation"));
        verification.set("tlogEntries", material.path("transparency_entries"));
        var dsse = bundle.putObject("dsseEnvelope");
        dsse.put("payloadType", Envelope.IN_TOTO);
        dsse.put("payload", Bounds.text(envelope, "statement", "the attestation"));
        dsse.putArray("signatures")
                .addObject()
                .put("sig", Bounds.text(envelope, "signature", "the attestation"));
        return bundle;
    }

    /**
     * Whom the index names, held against the certificate.
     *
     * @return in parentheses, for people; empty where nothing of it is in a certificate
     */
    private static String publisher(JsonNode publisher, KeyClaims claims) throws DefectException {
        var kind = publisher.path("kind").asString("");
        var host = HOSTS.get(kind);
        var build = claims.build();
        if (host == null) {
            return "";
        }
        var repository = Bounds.text(publisher, "repository", "the publisher");
        if (build == null || !isAt(build.repository(), host, repository)) {
            throw new DefectException(
                    Defect.PREDICATE_DIFFERS,
                    "the index names "
                            + HostileJson.shown(repository)
                            + " as its publisher, the certificate "
                            + (build == null ? "no build" : build.repository()));
        }
        var workflow =
                publisher
                        .path(kind.equals("GitHub") ? "workflow" : "workflow_filepath")
                        .asString("");
        var signer = claims.signer().replaceFirst(" by .*$", "");
        if (!signer.endsWith("/" + workflow)) {
            throw new DefectException(
                    Defect.PREDICATE_DIFFERS,
                    "the index names the workflow "
                            + HostileJson.shown(workflow)
                            + ", not "
                            + signer);
        }
        return " (the trusted publisher "
                + kind
                + " "
                + HostileJson.shown(repository + " " + workflow).replaceAll("[()]", "")
                + ")";
    }

    private static boolean isAt(String address, String host, String repository) {
        try {
            var uri = URI.create(address);
            return host.equals(uri.getHost()) && ("/" + repository).equals(uri.getPath());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
