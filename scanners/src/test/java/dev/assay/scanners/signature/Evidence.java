package dev.assay.scanners.signature;

import dev.assay.samples.SampleAttestation;
import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SamplePackage;
import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.NpmEvidence.Answer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** What a registry has to show for one version, all of it right until a test makes it wrong. */
final class Evidence {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Instant BUILT = Instant.parse("2026-06-01T12:00:00Z");
    static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    private static final JsonMapper JSON = new JsonMapper();

    final SampleAuthority world = new SampleAuthority(START);
    final SampleBuild build = SampleBuild.of("1.0.0", BUILT);
    final SamplePackage sample = SamplePackage.bare("@acme/mcp", "1.0.0", Map.of());
    String name = "@acme/mcp";
    String version = "1.0.0";
    @Nullable String integrity = sample.integrity();
    @Nullable String signatures =
            JSON.writeValueAsString(
                    java.util.List.of(world.signature(name, version, sample.integrity())));
    boolean listsAttestations = true;
    boolean othersAreSigned = true;
    boolean othersAreAttested = true;
    @Nullable Instant published = BUILT;
    Answer keys = given(world.keysDocument());
    Answer attestations = new Answer.None("404");
    @Nullable String pinned;
    @Nullable String root = world.trustedRoot();
    Instant now = NOW;

    static Answer given(String json) {
        return new Answer.Given(json.getBytes(StandardCharsets.UTF_8));
    }

    SampleAttestation provenance() {
        return SampleAttestation.provenance(world, build, sample);
    }

    SampleAttestation publication() {
        return SampleAttestation.publication(world, build, sample);
    }

    /** The registry serves these attestations. */
    Evidence serves(SampleAttestation... served) {
        attestations = given(SampleAttestation.answer(served));
        return this;
    }

    /** The only attestation's bundle is changed on its way. */
    Evidence altered(Consumer<ObjectNode> change) {
        var tree = JSON.readTree(((Answer.Given) attestations).body());
        change.accept((ObjectNode) tree.path("attestations").path(0).path("bundle"));
        attestations = given(tree.toString());
        return this;
    }

    /** The log's entry in it is. */
    Evidence alteredEntry(Consumer<ObjectNode> change) {
        return altered(
                bundle ->
                        change.accept(
                                (ObjectNode)
                                        bundle.path("verificationMaterial")
                                                .path("tlogEntries")
                                                .path(0)));
    }

    /** The only signature of the registry is changed on its way. */
    Evidence alteredSignature(Consumer<ObjectNode> change) {
        JsonNode tree = JSON.readTree(signatures);
        change.accept((ObjectNode) tree.path(0));
        signatures = tree.toString();
        return this;
    }

    Signatures check() {
        return new SignatureCheck(
                        root == null ? null : TrustedRoot.read(bytes(root)),
                        pinned == null ? null : RegistryKeys.read(bytes(pinned), Trust.PINNED))
                .check(
                        new NpmEvidence(
                                name,
                                version,
                                integrity,
                                sha512(),
                                signatures,
                                listsAttestations,
                                othersAreSigned,
                                othersAreAttested,
                                published,
                                keys,
                                attestations),
                        now);
    }

    private byte[] sha512() {
        try {
            return MessageDigest.getInstance("SHA-512").digest(sample.tarball());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
