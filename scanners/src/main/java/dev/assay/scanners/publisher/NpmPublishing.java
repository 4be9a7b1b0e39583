package dev.assay.scanners.publisher;

import dev.assay.scanners.artifact.npm.ForwardOutcome;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.artifact.npm.VersionManifest;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.signature.NpmEvidence;
import dev.assay.scanners.signature.NpmEvidence.Answer;
import dev.assay.scanners.signature.SignatureCheck;

import tools.jackson.core.JacksonException;

import java.time.Clock;
import java.util.Base64;
import java.util.List;

/**
 * Asks the configured npm registry, and nobody else, for what there is to verify about a version,
 * and has it verified.
 */
public final class NpmPublishing {

    static final String KEYS = "-/npm/v1/keys";
    private static final String ATTESTATIONS = "-/npm/v1/attestations/";

    private final NpmRegistry registry;
    private final SignatureCheck check;
    private final Clock clock;

    public NpmPublishing(NpmRegistry registry, SignatureCheck check, Clock clock) {
        this.registry = registry;
        this.check = check;
        this.clock = clock;
    }

    /**
     * Says who published a version.
     *
     * @param bytes the hash of the bytes that came, whatever the registry tells
     */
    public Publishing of(Packument packument, VersionManifest manifest, Integrity bytes)
            throws InterruptedException {
        var history = PublisherHistory.of(packument);
        var dist = manifest.tree().path("dist");
        var evidence =
                new NpmEvidence(
                        manifest.name(),
                        manifest.version(),
                        dist.path("integrity").asString(null),
                        sha512(bytes),
                        PublisherHistory.isSigned(manifest.tree())
                                ? dist.path("signatures").toString()
                                : null,
                        PublisherHistory.isAttested(manifest.tree()),
                        any(packument, true),
                        any(packument, false),
                        PublisherHistory.time(packument.time().get(manifest.version())),
                        ask(manifest.name(), KEYS),
                        ask(
                                manifest.name(),
                                ATTESTATIONS
                                        + manifest.name().replace("/", "%2f")
                                        + "@"
                                        + manifest.version().replace("+", "%2B")));
        return new Publishing(manifest.version(), history, check.check(evidence, clock.instant()));
    }

    /** Says what proves the packages that a release brings along, the release itself left out. */
    public List<PackageProofs> ofClosure(List<LockedPackage> packages) throws InterruptedException {
        return new NpmClosureProofs(registry, check, clock, this::ask, packages).of(packages);
    }

    /** Any version counts, one that history is too short for as well. */
    private static boolean any(Packument packument, boolean signed) {
        for (var version : packument.versions()) {
            try {
                var tree = packument.manifest(version).orElseThrow().tree();
                if (signed ? PublisherHistory.isSigned(tree) : PublisherHistory.isAttested(tree)) {
                    return true;
                }
            } catch (JacksonException e) {
                // It tells nothing of itself; the others may.
                continue;
            }
        }
        return false;
    }

    private Answer ask(String name, String path) throws InterruptedException {
        return switch (registry.ask(name, path)) {
            case ForwardOutcome.Answered(var status, _, var body) when status == 200 ->
                    new Answer.Given(body);
            case ForwardOutcome.Answered(var status, _, _) when status == 401 || status == 403 ->
                    new Answer.Away("it refuses us (" + status + "); check the credentials");
            case ForwardOutcome.Answered(var status, _, _) ->
                    new Answer.None("it answered " + status);
            case ForwardOutcome.Unavailable(var reason, _) -> new Answer.Away(reason);
            case ForwardOutcome.NotConfigured(var reason) -> new Answer.Away(reason);
        };
    }

    static byte[] sha512(Integrity integrity) {
        return Base64.getDecoder().decode(integrity.value().substring("sha512-".length()));
    }
}
