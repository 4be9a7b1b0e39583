package dev.assay.registry.gate;

import dev.assay.inventory.fetchlog.AddressClass;
import dev.assay.inventory.fetchlog.Fetch;
import dev.assay.inventory.fetchlog.FetchLog;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Refusals.Alternative;
import dev.assay.registry.gate.Refusals.Link;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What every protocol of the gate does alike: it asks what a request may see, serves approved bytes
 * and nothing else, counts them, and refuses the rest. Safe for many threads.
 */
public final class Checkpoint {

    private static final int MOST_ALTERNATIVES = 3;

    /** Makes an answer of bytes that may leave. */
    @FunctionalInterface
    public interface Serving {

        GateAnswer of(VerifiedBlobs.Check.Sound sound) throws IOException, InterruptedException;
    }

    private final Snapshots snapshots;
    private final Alterations alterations;
    private final VerifiedBlobs blobs;
    private final FetchCounter fetches;
    private final FetchLog log;
    private final Sightings sightings;
    private final Refusals refusals;
    private final Addresses addresses;
    private final Clock clock;

    public Checkpoint(
            Snapshots snapshots,
            Alterations alterations,
            VerifiedBlobs blobs,
            FetchCounter fetches,
            FetchLog log,
            Sightings sightings,
            Refusals refusals,
            Addresses addresses,
            Clock clock) {
        this.snapshots = snapshots;
        this.alterations = alterations;
        this.blobs = blobs;
        this.fetches = fetches;
        this.log = log;
        this.sightings = sightings;
        this.refusals = refusals;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * What a request may see; empty until it is known what is approved, which {@link #knowsNothing}
     * tells.
     *
     * @param closure the release whose closure alone was asked for, or null
     */
    public Optional<Scope> scope(GateRequest request, @Nullable Id closure) {
        return snapshots
                .current()
                .map(
                        snapshot ->
                                new Scope(
                                        snapshot,
                                        alterations,
                                        request.stage(),
                                        closure,
                                        clock.instant()));
    }

    /** The answer of a gate that does not know yet what is approved. */
    public static GateAnswer knowsNothing() {
        return Faults.ours("it does not know what is approved now, since its database is away");
    }

    /** The gate's address as a request knows it, with a slash at the end. */
    public String address(GateRequest request) {
        return addresses.gate(request);
    }

    /** Decides about one version, and serves its file or refuses it. */
    public GateAnswer serve(
            GateRequest request, Scope scope, Purl purl, Dialect dialect, String contentType)
            throws InterruptedException, IOException {
        lookAgain(scope, purl.withVersion(null));
        return switch (scope.decide(purl)) {
            case Decision.Allowed allowed -> {
                var file = ApprovedFile.of(allowed);
                yield serve(
                        request,
                        scope,
                        file,
                        dialect,
                        sound -> whole(request, file, sound, contentType, Map.of()));
            }
            case Decision.Blocked(var block) -> {
                counted(request, block, purl);
                yield refuse(request, scope, block, dialect);
            }
        };
    }

    /**
     * Serves a file whose release may leave, unless its bytes are not what was approved.
     *
     * @param serving makes the answer of its bytes
     */
    public GateAnswer serve(
            GateRequest request, Scope scope, ApprovedFile file, Dialect dialect, Serving serving)
            throws InterruptedException, IOException {
        var purl = file.purl();
        var digest = file.sha256();
        if (digest == null) {
            return missing(purl, "missing from its store");
        }
        var held = file.held();
        if (held != null && isAltered(held)) {
            lookAgain(purl, digest);
            if (isAltered(held)) {
                return refuse(request, scope, purl, dialect);
            }
        }
        return switch (blobs.check(digest)) {
            case VerifiedBlobs.Check.Sound sound -> serving.of(sound);
            case VerifiedBlobs.Check.Missing m -> missing(purl, "missing from its store");
            case VerifiedBlobs.Check.Altered(var actual) -> {
                if (held == null) {
                    alterations.beside(purl, digest, actual);
                    yield missing(purl, "damaged in its store");
                }
                alterations.inStore(purl, digest, actual);
                yield refuse(request, scope, purl, dialect);
            }
        };
    }

    /** As {@link #serve}, without reading anything: empty where it would have to. */
    public Optional<GateAnswer> atOnce(
            GateRequest request, Scope scope, Purl purl, String contentType) {
        if (!(scope.decide(purl) instanceof Decision.Allowed allowed)) {
            return Optional.empty();
        }
        var file = ApprovedFile.of(allowed);
        return Optional.ofNullable(file.sha256())
                .flatMap(blobs::atOnce)
                .map(sound -> whole(request, file, sound, contentType, Map.of()));
    }

    /**
     * Puts on record that a file is given, before any of it leaves. A question for its headers
     * alone is no fetch.
     *
     * @return what is answered instead where it cannot be recorded: nothing leaves unrecorded
     */
    public Optional<GateAnswer> recorded(
            GateRequest request, ApprovedFile file, Fetch.Outcome outcome) {
        var digest = file.sha256();
        if (request.method().equals("HEAD") || digest == null) {
            return Optional.empty();
        }
        var taken =
                log.offer(
                        new Fetch(
                                clock.instant().truncatedTo(ChronoUnit.MICROS),
                                FetchCounter.bounded(request.caller()),
                                request.stage(),
                                file.release().id(),
                                file.purl(),
                                digest,
                                AddressClass.of(request.client()),
                                outcome));
        return taken
                ? Optional.empty()
                : Optional.of(Faults.ours("its log of fetches is closed: " + log.why()));
    }

    /**
     * The whole of a file, which never changes under its digest, put on record as given. A
     * release's own file is counted as well; what comes with it is not.
     *
     * @param more headers of the protocol
     */
    public GateAnswer whole(
            GateRequest request,
            ApprovedFile file,
            VerifiedBlobs.Check.Sound sound,
            String contentType,
            Map<String, String> more) {
        var unrecorded = recorded(request, file, Fetch.Outcome.SERVED);
        if (unrecorded.isPresent()) {
            return unrecorded.get();
        }
        if (file.isRelease()) {
            fetches.served(request, file.release().id());
        }
        var headers = new HashMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("ETag", "\"" + file.sha256() + "\"");
        headers.put("Cache-Control", "max-age=0, must-revalidate");
        var kept = sound.kept();
        return new GateAnswer(
                200,
                null,
                headers,
                kept == null
                        ? new GateAnswer.Blob(sound.file(), sound.sizeBytes())
                        : new GateAnswer.Held(kept));
    }

    /** Refuses a version, or a whole package, that may not leave. */
    public GateAnswer refuse(GateRequest request, Scope scope, Purl purl, Dialect dialect)
            throws InterruptedException {
        var block = scope.block(purl);
        counted(request, block, purl);
        return refuse(request, scope, block, dialect);
    }

    /**
     * Refuses, or says that there is no such thing where nobody here knows of it and upstream has
     * none. What nobody asked for yet becomes a sighting.
     */
    public GateAnswer refuse(GateRequest request, Scope scope, Block block, Dialect dialect)
            throws InterruptedException {
        if (Refusals.link(block).isEmpty() && block.cause() == Cause.NEVER_REQUESTED) {
            var absent = dialect.absent(block.purl());
            if (absent.isPresent()) {
                return absent.get();
            }
        }
        return refusals.answer(
                request,
                block,
                alternatives(request, scope, block.purl().withVersion(null), dialect),
                link(request, block));
    }

    /** Where a refusal points. What nobody asked for yet becomes a sighting. */
    public Link link(GateRequest request, Block block) throws InterruptedException {
        var link = Refusals.link(block);
        if (link.isPresent()) {
            return link.get();
        }
        return block.cause() == Cause.NEVER_REQUESTED
                ? Link.of(sightings.sight(block.purl(), request.client()))
                : new Link.None();
    }

    /** The newest approved versions, each with the command that gets it and its closure. */
    public List<Alternative> alternatives(
            GateRequest request, Scope scope, Purl packagePurl, Dialect dialect) {
        var union =
                new Scope(scope.snapshot(), scope.alterations(), scope.stage(), null, scope.now());
        var allowed = union.allowed(packagePurl);
        var gate = addresses.gate(request);
        return dialect.newestFirst(allowed.keySet()).stream()
                .limit(MOST_ALTERNATIVES)
                .flatMap(version -> Stream.ofNullable(allowed.get(version)))
                .map(
                        hold -> {
                            var purl = hold.held().purl();
                            return new Alternative(
                                    purl.exactVersion(),
                                    dialect.command(gate, purl, hold.release().id()));
                        })
                .toList();
    }

    /** A damaged blob may have been put right since. */
    public void lookAgain(Scope scope, Purl packagePurl) throws IOException {
        for (var hold : scope.snapshot().holds(packagePurl)) {
            var held = hold.held();
            if (held.sha256() != null) {
                lookAgain(held.purl(), held.sha256());
            }
        }
    }

    private void lookAgain(Purl purl, Sha256 digest) throws IOException {
        if (alterations.damagedInStore(purl)
                && blobs.check(digest) instanceof VerifiedBlobs.Check.Sound) {
            alterations.soundInStore(purl);
        }
    }

    private boolean isAltered(HeldPackage held) {
        return alterations.of(held.purl(), held.integrity()).isPresent();
    }

    private void counted(GateRequest request, Block block, Purl purl) {
        if (block.about() != null && block.about().purl().equals(purl)) {
            fetches.refused(request, block.about().id());
        }
    }

    private static GateAnswer missing(Purl purl, String how) {
        return Faults.ours(
                "the approved bytes of "
                        + purl.packageName()
                        + " "
                        + purl.exactVersion()
                        + " are "
                        + how
                        + "; vet that version again");
    }
}
