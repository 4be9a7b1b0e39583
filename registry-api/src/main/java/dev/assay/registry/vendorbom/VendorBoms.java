package dev.assay.registry.vendorbom;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.DerivedStore;
import dev.assay.inventory.release.LicenceStore;
import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VendorBomStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.BomDelta;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.vendorbom.BomComparer;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.BomComparison.Found;
import dev.assay.scanners.vendorbom.BomReading;
import dev.assay.scanners.vendorbom.FoundPackages;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.json.JsonMapper;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Keeps the bills of materials that a vendor sent of a release, and says what of the newest is not
 * what was found. It is compared whenever it is looked at, so with the closure as it is then. A
 * document is read in a worker process, once.
 */
public final class VendorBoms {

    private static final Logger LOG = LoggerFactory.getLogger(VendorBoms.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** Raised when reading a document would tell more. */
    private static final String READING = "assay-vendor-bom/1";

    private final VendorBomStore boms;
    private final BlobStore blobs;
    private final DerivedStore derived;
    private final LicenceStore licences;
    private final ClosureStore closures;
    private final ReleaseStore releases;
    private final ScanWorker worker;
    private final AuditTrail audit;
    private final Deeds deeds;

    /** Each holds its document in memory until it is kept. */
    private final Semaphore free = new Semaphore(2);

    VendorBoms(
            VendorBomStore boms,
            BlobStore blobs,
            DerivedStore derived,
            LicenceStore licences,
            ClosureStore closures,
            ReleaseStore releases,
            ScanWorker worker,
            AuditTrail audit,
            Deeds deeds) {
        this.boms = boms;
        this.blobs = blobs;
        this.derived = derived;
        this.licences = licences;
        this.closures = closures;
        this.releases = releases;
        this.worker = worker;
        this.audit = audit;
        this.deeds = deeds;
    }

    /** What was sent last of a release, beside what was found. */
    public record Compared(
            VendorBomStore.Sent sent,
            boolean signed,
            BomComparison comparison,
            List<Finding> findings) {}

    /** Takes what a vendor sent of a release; from now on it is what is compared. */
    public BomTaking take(Account by, Release release, DocumentSource document)
            throws IOException, InterruptedException {
        if (!free.tryAcquire()) {
            return new BomTaking.NotNow("others are coming in; send it again in a minute");
        }
        try {
            return kept(by, release, document.bytes());
        } finally {
            free.release();
        }
    }

    /** Where a document comes from; read once there is room for it. */
    @FunctionalInterface
    public interface DocumentSource {
        byte[] bytes() throws IOException;
    }

    private BomTaking kept(Account by, Release release, byte[] document)
            throws IOException, InterruptedException {
        var digest = blobs.put(document);
        return switch (read(digest)) {
            case BomReading.Unreadable(var line, var problem) ->
                    new BomTaking.Refused(line, problem);
            case BomReading.Read(var bom) -> {
                var comparison = BomComparer.compare(bom, release.purl(), found(release));
                if (!comparison.problem().isEmpty()) {
                    yield new BomTaking.Refused(0, comparison.problem());
                }
                deeds.run(
                        () -> {
                            boms.add(release.id(), digest, document.length, bom.format(), by.id());
                            audit.append(
                                    by.login(),
                                    "vendor-bom.sent",
                                    release.purl().toString(),
                                    bom.format()
                                            + ", sha256 "
                                            + digest.hex()
                                            + ": "
                                            + (comparison.differences().size()
                                                    + comparison.unnamed())
                                            + " differences");
                        });
                yield new BomTaking.Taken(comparison);
            }
        };
    }

    /** The newest; empty where none was sent. */
    public Optional<Compared> of(Release release) throws IOException, InterruptedException {
        var sent = boms.newest(release.id()).orElse(null);
        if (sent == null) {
            return Optional.empty();
        }
        return switch (read(sent.sha256())) {
            case BomReading.Read(var bom) ->
                    Optional.of(
                            compared(
                                    release,
                                    sent,
                                    bom.signed(),
                                    BomComparer.compare(bom, release.purl(), found(release))));
            // It was read once; what a worker could not do today it may do tomorrow.
            case BomReading.Unreadable(var line, var problem) ->
                    Optional.of(compared(release, sent, false, BomComparison.none(problem)));
        };
    }

    private static Compared compared(
            Release release, VendorBomStore.Sent sent, boolean signed, BomComparison comparison) {
        return new Compared(
                sent, signed, comparison, BomDelta.findings(release.purl().toString(), comparison));
    }

    /** All that were sent of a release, the newest first. */
    public List<VendorBomStore.Sent> history(Id release) {
        return boms.all(release);
    }

    /** One that was sent of a release, as it was sent. */
    public Optional<byte[]> document(Id release, Sha256 digest) throws IOException {
        return boms.all(release).stream().anyMatch(each -> each.sha256().equals(digest))
                ? blobs.read(digest)
                : Optional.empty();
    }

    /** When one came last, of any release. */
    public Optional<Instant> changedAt() {
        return boms.changedAt();
    }

    /** When one came last of this release. */
    public Optional<Instant> changedAt(Id release) {
        return boms.newest(release).map(VendorBomStore.Sent::at);
    }

    /** What a policy judges by; none where nothing was sent. */
    public List<Finding> findings(Id release) {
        if (boms.newest(release).isEmpty()) {
            return List.of();
        }
        try {
            return of(releases.find(release).orElseThrow())
                    .map(Compared::findings)
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the bill of materials of release " + release, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a bill of materials was read", e);
        }
    }

    private BomReading read(Sha256 document) throws IOException, InterruptedException {
        var key = Sha256.of((READING + "\n" + document.hex()).getBytes(StandardCharsets.UTF_8));
        var known = derived.document(key).flatMap(this::bytes);
        if (known.isPresent()) {
            return JSON.readValue(known.get(), BomReading.class);
        }
        var file =
                blobs.file(document)
                        .orElseThrow(
                                () ->
                                        new FileNotFoundException(
                                                document + " is not kept any more"));
        return switch (worker.bom(file)) {
            case CutOutcome.Cut<BomReading>(var reading) -> {
                derived.keep(key, blobs.put(JSON.writeValueAsBytes(reading)));
                yield reading;
            }
            case CutOutcome.NotCut<BomReading>(var problem) ->
                    new BomReading.Unreadable(0, problem.message());
        };
    }

    private Optional<byte[]> bytes(Sha256 digest) {
        try {
            return blobs.read(digest);
        } catch (IOException e) {
            LOG.warn("a document that was read is made again: {}", e.toString());
            return Optional.empty();
        }
    }

    private List<Found> found(Release release) {
        Map<Integrity, String> said = new HashMap<>();
        for (PackageLicence each : licences.of(release.id())) {
            said.put(each.integrity(), each.said());
        }
        return FoundPackages.of(
                closures.packages(release.id()), each -> said.getOrDefault(each.integrity(), ""));
    }
}
