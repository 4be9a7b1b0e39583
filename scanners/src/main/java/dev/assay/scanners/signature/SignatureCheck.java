package dev.assay.scanners.signature;

import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.NpmEvidence.Answer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/**
 * Says who signed an npm version. Pure: nothing is fetched, and the same evidence at the same time
 * gives the same answer. Safe for use by many threads.
 *
 * <p>An upstream <em>offers</em> signatures when it tells its keys, or when any version of the
 * package carries one; it offers attestations when it serves any for this version, when any version
 * names some, or when it offers signatures: what rewrites packuments takes both away. Only of an
 * upstream that offers them is a missing one absent.
 */
public final class SignatureCheck {

    /** What to tell people where no root is configured. */
    public static final String NO_ROOT =
            "no trusted root is configured (assay.trust.sigstore.root)";

    private final @Nullable TrustedRoot root;
    private final @Nullable RegistryKeys pinned;

    /**
     * @param root who is believed about builds and logs, or null for nobody
     * @param pinned the registry's keys from a file, or null to take the registry's word for them
     */
    public SignatureCheck(@Nullable TrustedRoot root, @Nullable RegistryKeys pinned) {
        this.root = root;
        this.pinned = pinned;
    }

    /** Looks at everything there is. */
    public Signatures check(NpmEvidence evidence, Instant now) {
        var upstream = UpstreamKeys.of(evidence.keys());
        var keys = pinned == null ? upstream.keys() : pinned;
        var offered = upstream.keys() != null || evidence.othersAreSigned();
        return new Signatures(
                registry(evidence, keys, upstream.problem(), offered, now),
                publication(evidence, keys, upstream.problem(), offered, now),
                provenance(evidence, offered, now));
    }

    /**
     * The keys that the registry tells.
     *
     * @param keys null where it tells none that can be read
     * @param problem why not, for people
     */
    private record UpstreamKeys(@Nullable RegistryKeys keys, String problem) {

        static UpstreamKeys of(Answer answer) {
            return switch (answer) {
                case Answer.Given(var body) -> {
                    try {
                        yield new UpstreamKeys(RegistryKeys.read(body, Trust.REGISTRY), "");
                    } catch (IllegalArgumentException e) {
                        yield new UpstreamKeys(
                                null,
                                "the upstream's signing keys cannot be read: " + e.getMessage());
                    }
                }
                case Answer.Away(var reason) ->
                        new UpstreamKeys(
                                null,
                                "the upstream's signing keys could not be asked for: " + reason);
                case Answer.None none ->
                        new UpstreamKeys(
                                null,
                                "the upstream tells no signing keys, and none are pinned"
                                        + " (assay.trust.npm.keys)");
            };
        }
    }

    private static Outcome<KeyClaims> registry(
            NpmEvidence evidence,
            @Nullable RegistryKeys keys,
            String noKeys,
            boolean offered,
            Instant now) {
        if (evidence.signatures() == null) {
            if (offered) {
                return new Outcome.Absent<>(
                        "the registry signs versions, and lists no signature for this one");
            }
            return evidence.keys() instanceof Answer.Away
                    ? new Outcome.Unchecked<>(noKeys)
                    : new Outcome.NotOffered<>(
                            "this upstream tells no signing keys, and no version of the package"
                                    + " carries a signature");
        }
        if (keys == null) {
            return new Outcome.Unchecked<>(noKeys);
        }
        try {
            var integrity = evidence.integrity();
            if (integrity == null || !isOf(integrity, evidence.sha512())) {
                throw new DefectException(
                        Defect.INTEGRITY_DIFFERS, integrity == null ? "no integrity" : integrity);
            }
            return new Outcome.Verified<>(
                    RegistrySignature.verify(
                            evidence.name(),
                            evidence.version(),
                            integrity,
                            array(evidence.signatures()),
                            keys,
                            evidence.published(),
                            now));
        } catch (DefectException e) {
            return e.outcome();
        }
    }

    private Outcome<KeyClaims> publication(
            NpmEvidence evidence,
            @Nullable RegistryKeys keys,
            String noKeys,
            boolean offered,
            Instant now) {
        return attested(
                evidence,
                offered,
                "an attestation of its publication",
                Attestations::publicationIn,
                (known, attestation) -> {
                    if (keys == null) {
                        throw new UnsupportedException(noKeys);
                    }
                    return attestations(evidence, known, now).publication(attestation, keys);
                });
    }

    private Outcome<BuildClaims> provenance(NpmEvidence evidence, boolean offered, Instant now) {
        return attested(
                evidence,
                offered,
                "an attestation of its build",
                Attestations::provenanceIn,
                (known, attestation) -> attestations(evidence, known, now).provenance(attestation));
    }

    private interface Found {
        @Nullable JsonNode in(JsonNode answer) throws DefectException;
    }

    private interface Verifier<C> {
        C claims(TrustedRoot root, JsonNode attestation)
                throws DefectException, UnsupportedException;
    }

    private <C> Outcome<C> attested(
            NpmEvidence evidence, boolean offered, String what, Found found, Verifier<C> verifier) {
        switch (evidence.attestations()) {
            case Answer.None(var detail) -> {
                if (evidence.listsAttestations()) {
                    return new Outcome.Unchecked<>(
                            "the upstream lists attestations for this version and serves none: "
                                    + detail);
                }
                return evidence.othersAreAttested() || offered
                        ? new Outcome.Absent<>("the registry has no attestation for this version")
                        : new Outcome.NotOffered<>(
                                "this upstream serves no attestations, and lists none for any"
                                        + " version of the package");
            }
            case Answer.Away(var reason) -> {
                return new Outcome.Unchecked<>(
                        "the upstream's attestations could not be asked for: " + reason);
            }
            case Answer.Given(var body) -> {
                try {
                    var attestation = found.in(Bounds.object(body, "the attestations"));
                    if (attestation == null) {
                        return new Outcome.Absent<>("the registry has not " + what);
                    }
                    return root == null
                            ? new Outcome.Unchecked<>(NO_ROOT)
                            : new Outcome.Verified<>(verifier.claims(root, attestation));
                } catch (DefectException e) {
                    return e.outcome();
                } catch (UnsupportedException e) {
                    return e.outcome();
                }
            }
        }
    }

    private static Attestations attestations(NpmEvidence evidence, TrustedRoot root, Instant now) {
        return new Attestations(evidence.name(), evidence.version(), evidence.sha512(), root, now);
    }

    private static JsonNode array(String signatures) throws DefectException {
        var wrapped = ("{\"s\":" + signatures + "}").getBytes(StandardCharsets.UTF_8);
        var read = Bounds.object(wrapped, "'dist.signatures'").path("s");
        return read.isArray() ? read : JsonNodeFactory.instance.arrayNode();
    }

    /** Whether the hash that is signed is that of the bytes that came. */
    private static boolean isOf(String integrity, byte[] sha512) {
        var ours = "sha512-" + Base64.getEncoder().encodeToString(sha512);
        return Arrays.stream(integrity.trim().split("\\s+"))
                        .map(each -> each.split("\\?", 2)[0])
                        .filter(each -> each.startsWith("sha512-"))
                        .allMatch(ours::equals)
                && integrity.contains(ours);
    }
}
