package dev.assay.registry.administration;

import dev.assay.registry.identity.oidc.OidcSettings;
import dev.assay.registry.identity.workload.WorkloadSettings;
import dev.assay.registry.policy.PolicySettings;
import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.signature.KeyRing;
import dev.assay.scanners.signature.Trusted;

import java.util.List;
import java.util.stream.Collectors;

/** On whose word this installation believes something, and on whose it does not. */
public final class TrustRoots {

    /**
     * One of them.
     *
     * @param name what it vouches for
     * @param configured whether it does here
     * @param value who it is; empty where it is not configured
     * @param meaning what that means for what is approved
     * @param setting what sets it; empty where nothing does yet
     */
    public record Root(
            String name, boolean configured, String value, String meaning, String setting) {}

    private static final int MOST_SHOWN = 20;

    private final OidcSettings oidc;
    private final WorkloadSettings workloads;
    private final PolicySettings policy;
    private final TrustMaterial trust;

    TrustRoots(
            OidcSettings oidc,
            WorkloadSettings workloads,
            PolicySettings policy,
            TrustMaterial trust) {
        this.trust = trust;
        this.oidc = oidc;
        this.workloads = workloads;
        this.policy = policy;
    }

    public List<Root> all() {
        return List.of(
                provider(),
                builds(),
                policy(),
                new Root(
                        "Upstreams' TLS",
                        true,
                        "the certificates that this Java trusts",
                        "An upstream is who its certificate says; a package is what its integrity"
                                + " value says, from the moment it was first seen.",
                        "javax.net.ssl.trustStore"),
                keys(),
                sigstore(),
                ring(
                        "PGP signatures of Maven's files",
                        trust.trusted().mavenKeys(),
                        Trusted.MAVEN_KEYS),
                ring("PGP signatures of git", trust.trusted().gitKeys(), Trusted.GIT_KEYS),
                imageKeys(),
                pins());
    }

    private Root keys() {
        var keys = trust.keys();
        return keys != null
                ? new Root(
                        "Registry signatures of npm",
                        true,
                        trust.keysFile() + ": " + String.join(", ", keys.signingIds()),
                        "Only what these keys signed is the registry's, whatever keys it tells.",
                        "assay.trust.npm.keys")
                : new Root(
                        "Registry signatures of npm",
                        false,
                        "",
                        "The registry's own word is taken for its keys, where it tells any: a"
                                + " signature then proves that name, version and hash belong"
                                + " together there, and no more.",
                        "assay.trust.npm.keys");
    }

    private Root ring(String name, KeyRing ring, String setting) {
        var file = trust.files().get(setting);
        return file == null
                ? new Root(
                        name,
                        false,
                        "",
                        "Signatures by OpenPGP keys are not verified, and pages say so.",
                        setting)
                : new Root(
                        name,
                        true,
                        file
                                + ", of "
                                + trust.written(file)
                                + ": "
                                + ring.shown().stream()
                                        .limit(MOST_SHOWN)
                                        .map(TrustRoots::key)
                                        .collect(Collectors.joining(", "))
                                + (ring.shown().size() > MOST_SHOWN
                                        ? " and " + (ring.shown().size() - MOST_SHOWN) + " more"
                                        : ""),
                        "What another key signed could not be checked; which of these keys may sign"
                                + " which package is what pins say.",
                        setting);
    }

    private static String key(KeyRing.Shown key) {
        return key.fingerprint()
                + " ("
                + key.name()
                + (key.expires() == null ? "" : ", until " + key.expires())
                + ")";
    }

    private Root imageKeys() {
        var file = trust.files().get(Trusted.IMAGE_KEYS);
        return file == null
                ? new Root(
                        "cosign keys",
                        false,
                        "",
                        "Images that are signed by a key could not be checked; those with"
                                + " certificates are, by the trusted root.",
                        Trusted.IMAGE_KEYS)
                : new Root(
                        "cosign keys",
                        true,
                        file
                                + ", of "
                                + trust.written(file)
                                + ": "
                                + String.join(", ", trust.trusted().imageKeys().fingerprints()),
                        "What another key signed could not be checked: a signature names none.",
                        Trusted.IMAGE_KEYS);
    }

    private Root pins() {
        var pins = trust.trusted().pins().pins();
        return new Root(
                "Who signs which package",
                !pins.isEmpty(),
                pins.stream()
                        .map(
                                each ->
                                        String.join(", ", each.packages())
                                                + ": "
                                                + String.join(", ", each.signers()))
                        .collect(Collectors.joining("; ")),
                pins.isEmpty()
                        ? "Whoever is known here may have signed any package; another signer than"
                                + " before is a finding."
                        : "What others signed of these packages is invalid.",
                "assay.trust.pins");
    }

    private Root sigstore() {
        var root = trust.root();
        return root != null
                ? new Root(
                        "Provenance (Sigstore)",
                        true,
                        trust.rootFile() + ": " + root.summary(),
                        "Who built a version from which source is verified, offline, where the"
                                + " upstream serves attestations.",
                        "assay.trust.sigstore.root")
                : new Root(
                        "Provenance (Sigstore)",
                        false,
                        "",
                        "Attestations are not verified, and pages say so. That one was lost"
                                + " against an earlier version is found by the registry's list.",
                        "assay.trust.sigstore.root");
    }

    private Root provider() {
        return oidc.on()
                ? new Root(
                        "People's identities",
                        true,
                        oidc.issuerName(),
                        "Who signs in there is who they say, with the roles of their groups.",
                        "assay.oidc.issuer")
                : new Root(
                        "People's identities",
                        false,
                        "",
                        "People sign in with passwords kept here.",
                        "assay.oidc.issuer");
    }

    private Root builds() {
        var names =
                workloads.issuers().stream()
                        .map(WorkloadSettings.Issuer::issuer)
                        .collect(Collectors.joining(", "));
        return new Root(
                "Builds' identities",
                !names.isEmpty(),
                names,
                names.isEmpty()
                        ? "No build is believed by its own token; builds use tokens made here."
                        : "A build shows the token of its issuer, and needs no secret that lives on.",
                "assay.workload.issuers");
    }

    private Root policy() {
        var commit = policy.git().commit();
        return commit != null
                ? new Root(
                        "The policy",
                        true,
                        "commit " + commit,
                        "The policy is what this commit holds, whatever becomes of the repository.",
                        "assay.policy.git.commit")
                : new Root(
                        "The policy",
                        false,
                        "",
                        policy.folder() == null
                                ? "The rules are those that Assay comes with."
                                : "Whoever writes to the folder changes the policy.",
                        "assay.policy.git.commit");
    }
}
