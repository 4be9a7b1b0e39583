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
 * An attestation as npm's registry serves it, with its entry in a log. Each part can be made
 * otherwise, in the order of making, so that what comes after is made for the other one.
 */
public final class SampleAttestation {

    public static final String PUBLICATION =
            "https://github.com/npm/attestation/tree/main/specs/publish/v0.1";
    public static final String PROVENANCE = "https://slsa.dev/provenance/v1";

    private static final String SIGNED = "application/vnd.in-toto+json";

    private final SampleAuthority world;
    private final SampleBuild build;
    private final @Nullable SampleCertificate certificate;
    private final SampleLogEntry entry;
    private SampleKey signer;
    private String listedAs;
    private String payloadType = SIGNED;
    private String statement;
    private String mediaType;
    private @Nullable String loggedStatement;

    private SampleAttestation(
            SampleAuthority world,
            SampleBuild build,
            @Nullable SampleCertificate certificate,
            SampleKey signer,
            String listedAs,
            String mediaType,
            String statement) {
        this.world = world;
        this.build = build;
        this.certificate = certificate;
        this.signer = signer;
        this.listedAs = listedAs;
        this.mediaType = mediaType;
        this.statement = statement;
        this.entry = new SampleLogEntry(world, build.at().plusSeconds(5));
    }

    /** What a build says of the bytes it made. */
    public static SampleAttestation provenance(
            SampleAuthority world, SampleBuild build, SamplePackage of) {
        return new SampleAttestation(
                world,
                build,
                new SampleCertificate(world, build),
                SampleKey.create(),
                PROVENANCE,
                "application/vnd.dev.sigstore.bundle.v0.3+json",
                Json.write(
                        statement(
                                of, PROVENANCE, "https://in-toto.io/Statement/v1", built(build))));
    }

    /** What the registry says of the bytes it published. */
    public static SampleAttestation publication(
            SampleAuthority world, SampleBuild build, SamplePackage of) {
        return new SampleAttestation(
                world,
                build,
                null,
                world.registry(),
                PUBLICATION,
                "application/vnd.dev.sigstore.bundle+json;version=0.2",
                Json.write(
                        statement(
                                of,
                                PUBLICATION,
                                "https://in-toto.io/Statement/v0.1",
                                Map.of(
                                        "name",
                                        of.name(),
                                        "version",
                                        of.version(),
                                        "registry",
                                        "https://registry.example.test"))));
    }

    private static Map<String, Object> statement(
            SamplePackage of, String predicateType, String type, Map<String, Object> predicate) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("_type", type);
        statement.put(
                "subject",
                List.of(
                        Map.of(
                                "name",
                                "pkg:npm/" + of.name().replace("@", "%40") + "@" + of.version(),
                                "digest",
                                Map.of(
                                        "sha512",
                                        HexFormat.of()
                                                .formatHex(
                                                        SampleKey.digest(
                                                                "SHA-512", of.tarball()))))));
        statement.put("predicateType", predicateType);
        statement.put("predicate", predicate);
        return statement;
    }

    private static Map<String, Object> built(SampleBuild build) {
        var workflow = new LinkedHashMap<String, Object>();
        workflow.put("ref", build.ref());
        workflow.put("repository", build.repository());
        workflow.put("path", SampleBuild.FILE);
        var definition = new LinkedHashMap<String, Object>();
        definition.put("buildType", "https://example.test/buildtypes/workflow/v1");
        definition.put("externalParameters", Map.of("workflow", workflow));
        definition.put(
                "resolvedDependencies",
                List.of(
                        Map.of(
                                "uri",
                                "git+" + build.repository() + "@" + build.ref(),
                                "digest",
                                Map.of("gitCommit", build.commit()))));
        var predicate = new LinkedHashMap<String, Object>();
        predicate.put("buildDefinition", definition);
        predicate.put(
                "runDetails",
                Map.of("builder", Map.of("id", "https://example.test/runner/hosted")));
        return predicate;
    }

    /** With another text of the statement, signed and logged as any. */
    public SampleAttestation statement(UnaryOperator<String> change) {
        statement = change.apply(statement);
        return this;
    }

    /** What the log takes is about this statement instead. */
    public SampleAttestation logged(UnaryOperator<String> change) {
        loggedStatement = change.apply(statement);
        return this;
    }

    public SampleAttestation listedAs(String predicateType) {
        listedAs = predicateType;
        return this;
    }

    public SampleAttestation payloadType(String type) {
        payloadType = type;
        return this;
    }

    public SampleAttestation mediaType(String type) {
        mediaType = type;
        return this;
    }

    /** Signed by this key; a certificate is made out to it all the same. */
    public SampleAttestation signer(SampleKey key) {
        signer = key;
        return this;
    }

    /** The certificate, to be made otherwise. */
    public SampleCertificate certificate() {
        if (certificate == null) {
            throw new IllegalStateException("the registry signs with a key");
        }
        return certificate;
    }

    /** The entry in the log, to be made otherwise. */
    public SampleLogEntry entry() {
        return entry;
    }

    /** The member of the registry's list, as JSON. */
    public String write() {
        var payload = statement.getBytes(StandardCharsets.UTF_8);
        var signature = signer.sign(preAuthentication(payload));
        var material = new LinkedHashMap<String, Object>();
        String pem;
        if (certificate == null) {
            material.put("publicKey", Map.of("hint", world.registry().id()));
            pem = pem("PUBLIC KEY", world.registry().spki());
        } else {
            var der = certificate.encode(signer);
            material.put("certificate", Map.of("rawBytes", SampleAuthority.base64(der)));
            pem = pem("CERTIFICATE", der);
        }
        var taken =
                loggedStatement == null
                        ? payload
                        : loggedStatement.getBytes(StandardCharsets.UTF_8);
        material.put("tlogEntries", List.of(entry.of(taken, signature, pem)));
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("payload", SampleAuthority.base64(payload));
        envelope.put("payloadType", payloadType);
        envelope.put(
                "signatures",
                List.of(Map.of("sig", SampleAuthority.base64(signature), "keyid", "")));
        var bundle = new LinkedHashMap<String, Object>();
        bundle.put("mediaType", mediaType);
        bundle.put("verificationMaterial", material);
        bundle.put("dsseEnvelope", envelope);
        var member = new LinkedHashMap<String, Object>();
        member.put("predicateType", listedAs);
        member.put("bundle", bundle);
        return Json.write(member);
    }

    /** The registry's answer with these. */
    public static String answer(SampleAttestation... attestations) {
        var members = new StringBuilder();
        for (var each : attestations) {
            members.append(members.isEmpty() ? "" : ",").append(each.write());
        }
        return "{\"attestations\":[" + members + "]}";
    }

    private byte[] preAuthentication(byte[] payload) {
        var head =
                "DSSEv1 " + payloadType.length() + " " + payloadType + " " + payload.length + " ";
        return Der.joined(head.getBytes(StandardCharsets.UTF_8), payload);
    }

    private static String pem(String kind, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }
}
