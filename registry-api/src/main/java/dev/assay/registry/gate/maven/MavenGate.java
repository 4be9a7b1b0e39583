package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.Addresses;
import dev.assay.registry.gate.Alterations;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.FetchCounter;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.Sightings;
import dev.assay.registry.gate.Snapshots;
import dev.assay.registry.gate.VerifiedBlobs;
import dev.assay.registry.gate.maven.MavenIndex.Held;
import dev.assay.registry.gate.maven.MavenPath.Asked;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Upstream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * A Maven repository of what is approved. It is decided at the POM already, which clients ask for
 * first: whatever a client gets of a release, it gets all of it.
 */
public final class MavenGate implements GateRoute, AutoCloseable {

    private final Snapshots snapshots;
    private final Alterations alterations;
    private final VerifiedBlobs blobs;
    private final FetchCounter fetches;
    private final Upstream upstream;
    private final MavenRefusals refusals;
    private final Clock clock;
    private final Checksums checksums = new Checksums();
    private volatile @Nullable MavenIndex index;

    /**
     * @param upstream asked only whether there is what is refused; closed together with the gate
     */
    public MavenGate(
            Snapshots snapshots,
            Alterations alterations,
            VerifiedBlobs blobs,
            Sightings sightings,
            FetchCounter fetches,
            Refusals refusals,
            Addresses addresses,
            Upstream upstream,
            Clock clock) {
        this.snapshots = snapshots;
        this.alterations = alterations;
        this.blobs = blobs;
        this.fetches = fetches;
        this.upstream = upstream;
        this.refusals = new MavenRefusals(upstream, sightings, refusals, addresses);
        this.clock = clock;
    }

    @Override
    public void close() {
        upstream.close();
    }

    @Override
    public boolean owns(String path) {
        return MavenPath.owned(path);
    }

    /** Everything else may read a file or ask upstream. */
    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(Faults.readOnly(request.method()));
        }
        return MavenPath.parse(request.path()).path() instanceof MavenPath.Nowhere
                ? Optional.of(nowhere(request))
                : Optional.empty();
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = MavenPath.parse(request.path());
        var snapshot = snapshots.current();
        if (snapshot.isEmpty()) {
            return Faults.ours("it has not read yet what is approved, since its database is away");
        }
        var scope =
                new Scope(
                        snapshot.get(),
                        alterations,
                        request.stage(),
                        asked.closure(),
                        clock.instant());
        return switch (asked.path()) {
            case MavenPath.Stored stored -> stored(request, asked, scope, stored);
            case MavenPath.Versions(var packagePurl) ->
                    versions(request, asked, scope, packagePurl);
            case MavenPath.Nowhere n -> nowhere(request);
        };
    }

    private GateAnswer stored(
            GateRequest request, Asked asked, Scope scope, MavenPath.Stored stored)
            throws InterruptedException, IOException {
        var found = index(scope.snapshot()).find(stored.path(), scope).orElse(null);
        if (found == null) {
            return scope.decide(stored.release()) instanceof Decision.Allowed
                    ? Faults.plain(
                            404,
                            "Not part of what is approved",
                            "the approved closure has no file "
                                    + PlainText.line(stored.path(), 200)
                                    + "; sources and signatures are not part of it")
                    : refused(request, scope, stored.release());
        }
        var held = found.held();
        if (held != null && alterations.of(held.purl(), held.integrity()).isPresent()) {
            lookAgain(held.purl(), found.sha256());
            if (alterations.of(held.purl(), held.integrity()).isPresent()) {
                return refused(request, scope, held.purl());
            }
        }
        return switch (blobs.check(found.sha256())) {
            case VerifiedBlobs.Check.Sound sound -> served(request, asked, found, sound);
            case VerifiedBlobs.Check.Missing m ->
                    Faults.ours(
                            "the approved bytes of "
                                    + PlainText.line(stored.path(), 200)
                                    + " are missing from its store; vet that version again");
            case VerifiedBlobs.Check.Altered(var actual) -> {
                alterations.inStore(stored.release(), found.sha256(), actual);
                yield held == null
                        ? Faults.ours(
                                "the approved bytes of "
                                        + PlainText.line(stored.path(), 200)
                                        + " are damaged in its store; vet that version again")
                        : refused(request, scope, held.purl());
            }
        };
    }

    /** A damaged blob may have been put right since. */
    private void lookAgain(Purl purl, Sha256 digest) throws IOException {
        if (alterations.damagedInStore(purl)
                && blobs.check(digest) instanceof VerifiedBlobs.Check.Sound) {
            alterations.soundInStore(purl);
        }
    }

    /** A release's own file is counted; POMs and dependencies come with it. */
    private GateAnswer served(
            GateRequest request, Asked asked, Held found, VerifiedBlobs.Check.Sound sound)
            throws IOException {
        if (asked.checksum() != null) {
            return text(checksums.of(found.sha256(), sound.file(), asked.checksum()));
        }
        var held = found.held();
        if (held != null && held.purl().equals(found.release().purl())) {
            fetches.served(request, found.release().id());
        }
        return new GateAnswer(
                200,
                null,
                Map.of(
                        "Content-Type",
                        request.path().endsWith(".pom")
                                ? "application/xml"
                                : "application/java-archive",
                        "ETag",
                        "\"" + found.sha256() + "\"",
                        "Cache-Control",
                        "max-age=0, must-revalidate",
                        "x-checksum-sha256",
                        found.sha256().hex()),
                new GateAnswer.Blob(sound.file(), sound.sizeBytes()));
    }

    private GateAnswer versions(GateRequest request, Asked asked, Scope scope, Purl packagePurl)
            throws InterruptedException {
        var allowed = scope.allowed(packagePurl);
        if (allowed.isEmpty()) {
            return refused(request, scope, packagePurl);
        }
        var updated =
                allowed.values().stream()
                        .map(hold -> hold.release().createdAt())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        var document = VersionList.document(packagePurl, allowed.keySet(), updated);
        return asked.checksum() != null
                ? text(Checksums.of(document, asked.checksum()))
                : GateAnswer.of(
                        200,
                        Map.of("Content-Type", "application/xml", "Cache-Control", "max-age=0"),
                        document);
    }

    private GateAnswer refused(GateRequest request, Scope scope, Purl purl)
            throws InterruptedException {
        var block = scope.block(purl);
        if (block.about() != null && block.about().purl().equals(purl)) {
            fetches.refused(request, block.about().id());
        }
        return refusals.refuse(request, scope, block);
    }

    private MavenIndex index(GateSnapshot snapshot) {
        var made = MavenIndex.of(snapshot, index);
        index = made;
        return made;
    }

    private static GateAnswer text(String text) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", "text/plain", "Cache-Control", "max-age=0"),
                text.getBytes(StandardCharsets.US_ASCII));
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's Maven gate has nothing here",
                "Assay's Maven gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; it serves files in the layout of a Maven repository");
    }
}
