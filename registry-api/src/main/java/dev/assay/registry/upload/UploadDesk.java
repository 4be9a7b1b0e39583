package dev.assay.registry.upload;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.upload.Upload;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.registry.upload.UploadOutcome.Conflict;
import dev.assay.registry.upload.UploadOutcome.NotNow;
import dev.assay.registry.upload.UploadOutcome.Taken;
import dev.assay.registry.upload.UploadOutcome.TooLarge;
import dev.assay.registry.upload.UploadOutcome.Unfit;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.artifact.cargo.PackedManifest;
import dev.assay.scanners.artifact.upload.Claim;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanWorker;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * Takes files that teams hand in. A file is read within limits while it comes, looked at in a
 * process of its own, and kept under the name that it gives itself; once there, it stays what it
 * is. Safe for use by many threads.
 */
public final class UploadDesk {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+!-]{0,199}");

    private final UploadStore uploads;
    private final ReleaseStore releases;
    private final BlobStore blobs;
    private final ScanWorker worker;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final UploadSettings settings;
    private final Namespaces namespaces;
    private final Path unfinished;
    private final Clock clock;
    private final Semaphore free;
    private final ReentrantLock keeping;

    /**
     * @param keeping held while a file is kept and noted, so that its bytes are not removed between
     */
    UploadDesk(
            UploadStore uploads,
            ReleaseStore releases,
            BlobStore blobs,
            ScanWorker worker,
            AuditTrail audit,
            Deeds deeds,
            UploadSettings settings,
            Path unfinished,
            Clock clock,
            ReentrantLock keeping) {
        this.uploads = uploads;
        this.releases = releases;
        this.blobs = blobs;
        this.worker = worker;
        this.audit = audit;
        this.deeds = deeds;
        this.settings = settings;
        this.namespaces = new Namespaces(settings);
        this.unfinished = unfinished;
        this.clock = clock;
        this.free = new Semaphore(settings.atOnce());
        this.keeping = keeping;
    }

    /** The newest files that were handed in. */
    public List<Upload> latest(int most) {
        return uploads.latest(most);
    }

    /** The ecosystems whose names are bound by settings. */
    public List<String> ecosystems() {
        return namespaces.ecosystems();
    }

    /** The names that may be handed in, as settings write them. */
    public List<String> namespaces(String ecosystem) {
        return namespaces.of(ecosystem);
    }

    /** The most bytes that one file may have. */
    public long largest() {
        return settings.largest().toBytes();
    }

    /**
     * Takes a file.
     *
     * @param fileName its own name, without folders
     * @param said the release that it is said to be a file of, where it does not say so itself;
     *     null to take what it says
     */
    public UploadOutcome take(
            Account account, String fileName, InputStream content, @Nullable Purl said)
            throws IOException, InterruptedException {
        if (!FILE_NAME.matcher(fileName).matches()) {
            return new Unfit("'" + fileName.replaceAll("[^ -~]", "?") + "' is no plain file name");
        }
        if (!free.tryAcquire()) {
            return new NotNow(
                    settings.atOnce() + " files are coming in already; try again in a minute");
        }
        try {
            return receive(account, fileName, content, said);
        } finally {
            free.release();
        }
    }

    private UploadOutcome receive(
            Account account, String fileName, InputStream content, @Nullable Purl said)
            throws IOException, InterruptedException {
        Files.createDirectories(unfinished);
        var folder = Files.createTempDirectory(unfinished, "upload");
        var file = folder.resolve(fileName);
        try {
            var room = room(account);
            if (room <= 0) {
                return full(account);
            }
            var received = Received.read(content, file, room);
            return received.size() == 0
                    ? new Unfit("the file is empty")
                    : look(account, received, said);
        } catch (Received.TooMuchException e) {
            return room(account) < settings.largest().toBytes()
                    ? full(account)
                    : new TooLarge(
                            "it is larger than "
                                    + settings.largest()
                                    + ", the most that is taken (assay.upload.largest)");
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** How many bytes may come. */
    private long room(Account account) {
        return Math.min(
                settings.largest().toBytes(),
                Math.min(
                        settings.quota().toBytes() - uploads.bytes(),
                        settings.quotaPerPerson().toBytes() - uploads.bytesOf(account.id())));
    }

    private UploadOutcome full(Account account) {
        var own = uploads.bytesOf(account.id());
        return new TooLarge(
                "there is no room for it: "
                        + (uploads.bytes() >> 20)
                        + " MB were handed in, "
                        + (own >> 20)
                        + " MB of them by you; assay.upload.quota is "
                        + settings.quota()
                        + ", assay.upload.quota-per-person "
                        + settings.quotaPerPerson());
    }

    private UploadOutcome look(Account account, Received received, @Nullable Purl said)
            throws IOException, InterruptedException {
        return switch (worker.look(received.file())) {
            case CutOutcome.NotCut<Claim>(var problem) -> new Unfit(problem.message());
            case CutOutcome.Cut<Claim>(var claim) -> {
                keeping.lock();
                try {
                    yield keep(account, received, claim, said);
                } catch (Named.UnfitException | IllegalArgumentException e) {
                    yield new Unfit(String.valueOf(e.getMessage()));
                } finally {
                    keeping.unlock();
                }
            }
        };
    }

    private UploadOutcome keep(Account account, Received received, Claim claim, @Nullable Purl said)
            throws IOException, Named.UnfitException {
        var claimed = claim.purl().isEmpty() ? null : Purl.parse(claim.purl());
        if (claimed == null && said == null) {
            return new Unfit(
                    "nothing in it says which release it is; say so (purl), as in"
                            + " pkg:maven/GROUP/ARTIFACT@VERSION");
        }
        var fileName = String.valueOf(received.file().getFileName());
        var named =
                Named.of(
                        claimed == null ? Objects.requireNonNull(said) : claimed,
                        fileName,
                        received.sha256());
        if (said != null && claimed != null && !isSame(said, claimed, named)) {
            return new Unfit("it calls itself " + claimed + " and not " + said);
        }
        if (!namespaces.hold(named.ecosystem(), named.name())) {
            return notOurs(named);
        }
        var manifest = claim.manifest();
        if (named.ecosystem().equals("cargo")
                && (manifest == null
                        || PackedManifest.line(manifest, received.sha256()).isEmpty())) {
            return new Unfit(
                    "its Cargo.toml is none that a registry takes: each dependency has a version"
                            + " there; cargo package writes it so");
        }
        var files = new ArrayList<Upload>();
        if (named.ecosystem().equals("maven") && !named.place().endsWith(".pom")) {
            var pom = pom(account, named, manifest);
            if (pom == null) {
                return new Unfit(
                        "there is no POM of "
                                + named.release()
                                + " and none in the file; hand in the POM first");
            }
            files.add(pom);
            manifest = null;
        }
        files.add(
                new Upload(
                        Id.random(),
                        named.ecosystem(),
                        named.name(),
                        named.release(),
                        named.place(),
                        fileName,
                        blobs.put(received.file()),
                        received.integrity(),
                        received.size(),
                        manifest == null ? null : blobs.put(manifest),
                        account.id(),
                        clock.instant()));
        return note(account, files);
    }

    private static boolean isSame(Purl said, Purl claimed, Named named) {
        return said.equals(claimed) || said.equals(named.release());
    }

    private UploadOutcome notOurs(Named named) {
        var setting = "assay.upload." + named.ecosystem() + ".namespaces";
        return new Conflict(
                named.release().packageName()
                        + " is in no name space that is bound to what is handed in here"
                        + (namespaces.isEmpty(named.ecosystem())
                                ? ", since none is bound; "
                                : " ("
                                        + String.join(", ", namespaces.of(named.ecosystem()))
                                        + "); ")
                        + setting
                        + " binds name spaces, of which no upstream is asked any more");
    }

    /** The POM that is there, or else the one that the jar brings along. */
    private @Nullable Upload pom(Account account, Named jar, byte @Nullable [] packed)
            throws IOException, Named.UnfitException {
        var named = Named.of(jar.release(), jar.release().name() + ".pom", Sha256.of(new byte[0]));
        var there = uploads.at(named.ecosystem(), named.place());
        if (there.isPresent()) {
            return there.get();
        }
        return packed == null
                ? null
                : new Upload(
                        Id.random(),
                        named.ecosystem(),
                        named.name(),
                        named.release(),
                        named.place(),
                        "pom.xml",
                        blobs.put(packed),
                        sha512(packed),
                        packed.length,
                        null,
                        account.id(),
                        clock.instant());
    }

    private static Integrity sha512(byte[] bytes) {
        try {
            return Integrity.ofSha512(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }

    private UploadOutcome note(Account account, List<Upload> files) {
        try {
            return deeds.whole(() -> note(account, files, files.getLast()));
        } catch (DuplicateKeyException e) {
            // Somebody else handed the same in at the same moment.
            var wanted = files.getLast();
            return uploads.at(wanted.ecosystem(), wanted.place())
                    .map(there -> besides(wanted, there))
                    .orElseGet(() -> new NotNow("somebody is handing the same in; try again"));
        }
    }

    private UploadOutcome note(Account account, List<Upload> files, Upload wanted) {
        var there = uploads.at(wanted.ecosystem(), wanted.place());
        if (there.isPresent()) {
            return besides(wanted, there.get());
        }
        if (!uploads.has(wanted.ecosystem(), wanted.name())
                && !releases.ofPackage(wanted.purl()).isEmpty()) {
            return new Conflict(
                    wanted.purl().packageName()
                            + " is on record as a package that an upstream has; give yours a name"
                            + " of its own");
        }
        for (var each : files) {
            var removed = uploads.removedFrom(each.ecosystem(), each.place());
            if (removed.isPresent() && !removed.get().sha256().equals(each.sha256())) {
                return besides(each, removed.get());
            }
        }
        for (var each : files) {
            if (uploads.at(each.ecosystem(), each.place()).isEmpty()) {
                uploads.addAgain(each);
                audit.append(
                        account.login(),
                        "upload.taken",
                        each.purl().toString(),
                        each.fileName()
                                + ", "
                                + each.size()
                                + " bytes, sha256 "
                                + each.sha256().hex());
            }
        }
        return new Taken(wanted, true);
    }

    private static UploadOutcome besides(Upload wanted, Upload there) {
        return wanted.sha256().equals(there.sha256())
                ? new Taken(there, false)
                : new Conflict(
                        there.fileName()
                                + " of "
                                + there.purl()
                                + " was handed in already with other bytes (sha256 "
                                + there.sha256().hex()
                                + ", yours has "
                                + wanted.sha256().hex()
                                + "); what is there stays, so give yours a new version");
    }
}
