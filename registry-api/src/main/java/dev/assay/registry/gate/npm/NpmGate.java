package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.Addresses;
import dev.assay.registry.gate.Alterations;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.FetchCounter;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.HeldPackage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.Sightings;
import dev.assay.registry.gate.Snapshots;
import dev.assay.registry.gate.VerifiedBlobs;
import dev.assay.registry.gate.npm.NpmPath.Asked;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The npm registry as far as it is approved. */
public final class NpmGate implements GateRoute, AutoCloseable {

    private final Snapshots snapshots;
    private final Alterations alterations;
    private final VerifiedBlobs blobs;
    private final NpmRegistry registry;
    private final Clock clock;
    private final PassThrough passThrough;
    private final PackumentShelf packuments;
    private final NpmRefusals refusals;
    private final FetchCounter fetches;

    /**
     * @param registry the upstream, closed together with the gate
     * @param upstreamAge how old the upstream's list of versions may be
     */
    public NpmGate(
            Snapshots snapshots,
            Alterations alterations,
            VerifiedBlobs blobs,
            Sightings sightings,
            FetchCounter fetches,
            Refusals refusals,
            Addresses addresses,
            NpmRegistry registry,
            Duration upstreamAge,
            Clock clock) {
        this.snapshots = snapshots;
        this.alterations = alterations;
        this.blobs = blobs;
        this.registry = registry;
        this.clock = clock;
        this.fetches = fetches;
        var outlines = new UpstreamOutlines(registry, upstreamAge, clock);
        this.passThrough = new PassThrough(registry);
        this.refusals = new NpmRefusals(outlines, sightings, refusals, addresses);
        this.packuments = new PackumentShelf(outlines, refusals, this.refusals, addresses);
    }

    @Override
    public void close() {
        registry.close();
    }

    @Override
    public boolean owns(String path) {
        return NpmPath.owned(path);
    }

    /**
     * For a 401, npm shows this header and nothing else; and where it begins with a scheme that npm
     * knows, it speaks of a mistyped password instead. npm sends its token without being asked.
     */
    @Override
    public String challenge(String sentence) {
        return "Assay-Token realm=\"" + sentence + "\"";
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        var asked = NpmPath.parse(request.path());
        var audit =
                asked.path() instanceof NpmPath.PassedThrough(var path)
                        && PassThrough.takesPost(path);
        if (audit ? !request.method().equals("POST") : !request.reads()) {
            return Optional.of(
                    audit && request.reads()
                            ? Faults.plain(
                                    405, "Audits take POST", "an audit is asked for with POST")
                            : Faults.readOnly(request.method()));
        }
        return switch (asked.path()) {
            case NpmPath.Ping p -> Optional.of(json("{}"));
            case NpmPath.WhoAmI w -> Optional.of(json("{\"username\":\"anonymous\"}"));
            case NpmPath.Nowhere n -> Optional.of(nowhere(request));
            case NpmPath.PassedThrough p -> Optional.empty();
            default ->
                    snapshots
                            .current()
                            .map(
                                    snapshot ->
                                            atOnce(request, asked, scope(request, snapshot, asked)))
                            .orElseGet(() -> Optional.of(knowsNothing()));
        };
    }

    private Optional<GateAnswer> atOnce(GateRequest request, Asked asked, Scope scope) {
        return switch (asked.path()) {
            case NpmPath.Packument(var name) -> packuments.atOnce(request, scope, name);
            case NpmPath.Tarball(var name, var version) ->
                    scope.decide(Purl.npm(name, version)) instanceof Decision.Allowed allowed
                                    && allowed.held().sha256() != null
                            ? blobs.atOnce(allowed.held().sha256())
                                    .map(
                                            sound ->
                                                    served(
                                                            request,
                                                            allowed.release(),
                                                            allowed.held(),
                                                            sound))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = NpmPath.parse(request.path());
        if (asked.path() instanceof NpmPath.PassedThrough(var path)) {
            return passThrough.answer(request, path);
        }
        var snapshot = snapshots.current();
        if (snapshot.isEmpty()) {
            return knowsNothing();
        }
        var scope = scope(request, snapshot.get(), asked);
        return switch (asked.path()) {
            case NpmPath.Packument(var name) -> {
                lookAgain(scope, Purl.npm(name, null));
                yield packuments.packument(request, scope, name);
            }
            case NpmPath.Version(var name, var version) ->
                    packuments.version(request, scope, name, version);
            case NpmPath.DistTags(var name) -> packuments.tags(request, scope, name);
            case NpmPath.Tarball(var name, var version) ->
                    tarball(request, scope, Purl.npm(name, version));
            case NpmPath.Attestation(var name, var version) ->
                    attestation(request, scope, Purl.npm(name, version));
            default -> nowhere(request);
        };
    }

    private GateAnswer tarball(GateRequest request, Scope scope, Purl purl)
            throws InterruptedException, IOException {
        lookAgain(scope, purl.withVersion(null));
        return switch (scope.decide(purl)) {
            case Decision.Allowed(var release, var held) -> {
                if (held.sha256() == null) {
                    yield missing(purl);
                }
                yield switch (blobs.check(held.sha256())) {
                    case VerifiedBlobs.Check.Sound sound -> served(request, release, held, sound);
                    case VerifiedBlobs.Check.Missing m -> missing(purl);
                    case VerifiedBlobs.Check.Altered(var actual) -> {
                        alterations.inStore(purl, held.sha256(), actual);
                        yield refusals.refuse(request, scope, scope.block(purl));
                    }
                };
            }
            case Decision.Blocked(var block) -> {
                if (block.about() != null && block.about().purl().equals(purl)) {
                    fetches.refused(request, block.about().id());
                }
                yield refusals.refuse(request, scope, block);
            }
        };
    }

    /** That of a release that may be fetched; a dependency's approval is that of the release. */
    private GateAnswer attestation(GateRequest request, Scope scope, Purl purl)
            throws InterruptedException, IOException {
        if (scope.decide(purl) instanceof Decision.Blocked(var block)) {
            return refusals.refuse(request, scope, block);
        }
        var digest = scope.attestation(purl).orElse(null);
        if (digest == null) {
            return Faults.plain(
                    404,
                    "Assay signed nothing of this",
                    purl
                            + " may be fetched, and there is no approval of it alone that was signed:"
                            + " it belongs to another release's closure, or was let through");
        }
        return blobs.check(digest) instanceof VerifiedBlobs.Check.Sound sound
                ? new GateAnswer(
                        200,
                        null,
                        Map.of(
                                "Content-Type",
                                "application/vnd.in-toto.bundle",
                                "ETag",
                                "\"" + digest + "\"",
                                "Cache-Control",
                                "max-age=0, must-revalidate"),
                        new GateAnswer.Blob(sound.file(), sound.sizeBytes()))
                : missing(purl);
    }

    /** A release's own tarball is counted; those of its dependencies come with it. */
    private GateAnswer served(
            GateRequest request,
            KnownRelease release,
            HeldPackage held,
            VerifiedBlobs.Check.Sound sound) {
        if (release.purl().equals(held.purl())) {
            fetches.served(request, release.id());
        }
        return tarball(held, sound);
    }

    /** A damaged blob may have been put right since. */
    private void lookAgain(Scope scope, Purl packagePurl) throws IOException {
        for (var hold : scope.snapshot().holds(packagePurl)) {
            var held = hold.held();
            if (held.sha256() != null
                    && alterations.damagedInStore(held.purl())
                    && blobs.check(held.sha256()) instanceof VerifiedBlobs.Check.Sound) {
                alterations.soundInStore(held.purl());
            }
        }
    }

    private Scope scope(GateRequest request, GateSnapshot snapshot, Asked asked) {
        return new Scope(snapshot, alterations, request.stage(), asked.closure(), clock.instant());
    }

    private static GateAnswer tarball(HeldPackage held, VerifiedBlobs.Check.Sound sound) {
        return new GateAnswer(
                200,
                null,
                Map.of(
                        "Content-Type",
                        "application/octet-stream",
                        "ETag",
                        "\"" + held.sha256() + "\"",
                        "Cache-Control",
                        "max-age=0, must-revalidate"),
                new GateAnswer.Blob(sound.file(), sound.sizeBytes()));
    }

    private static GateAnswer missing(Purl purl) {
        return Faults.ours(
                "the approved bytes of "
                        + purl.packageName()
                        + " "
                        + purl.exactVersion()
                        + " are missing from its store; vet that version again");
    }

    private static GateAnswer knowsNothing() {
        return Faults.ours("it has not read yet what is approved, since its database is away");
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's npm gate has nothing here",
                "Assay's npm gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; it serves packages by name");
    }

    private static GateAnswer json(String body) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
