package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendorbom.BomReading;
import dev.assay.scanners.worker.CutOutcome;
import dev.assay.scanners.worker.ScanOutcome;
import dev.assay.scanners.worker.ScanWorker;
import dev.assay.scanners.worker.WorkerCommand;
import dev.assay.scanners.worker.WorkerSettings;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Profiles of artifacts: those that are kept from before, and those that a worker makes. */
final class Scans implements AutoCloseable {

    private final Terminal terminal;
    private final @Nullable ProfileCache cache;
    private @Nullable ScanWorker worker;

    Scans(Terminal terminal, @Nullable ProfileCache cache) {
        this.terminal = terminal;
        this.cache = cache;
    }

    /** How many may run at once. */
    static int atOnce() {
        return WorkerSettings.DEFAULT.processes();
    }

    /** The profile of an artifact, made once for the same bytes. */
    Profile of(Fetched.Ready artifact) throws IncompleteException, InterruptedException {
        if (cache == null) {
            return scanAnew(artifact);
        }
        var sha256 = sha256(artifact);
        var known = sha256 == null ? null : cache.find(sha256, artifact.purl()).orElse(null);
        var profile = known == null ? scanAnew(artifact) : known;
        if (known == null) {
            cache.keep(profile, artifact.purl());
        }
        var digests = artifact.digests();
        if (digests != null && digests.sha256().equals(profile.sha256())) {
            cache.keep(digests.integrity(), digests.sha256());
        }
        return profile;
    }

    private Profile scanAnew(Fetched.Ready artifact)
            throws IncompleteException, InterruptedException {
        var name = artifact.purl() == null ? artifact.path() : artifact.purl();
        terminal.progress("reading " + name + " …");
        return switch (worker().scan(artifact.path(), artifact.purl())) {
            case ScanOutcome.Scanned(var profile) -> profile;
            case ScanOutcome.NotScanned(_, var message) -> throw new IncompleteException(message);
        };
    }

    /** A folder has none, and a file that cannot be read is the worker's to complain about. */
    private static @Nullable Sha256 sha256(Fetched.Ready artifact) {
        var digests = artifact.digests();
        if (digests != null) {
            return digests.sha256();
        }
        if (!Files.isRegularFile(artifact.path())) {
            return null;
        }
        try (var in = Files.newInputStream(artifact.path())) {
            var digest = Sha256.newDigest();
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
            return Sha256.ofDigest(digest.digest());
        } catch (IOException e) {
            return null;
        }
    }

    /** What a vendor's bill of materials says. */
    BomReading bom(Path file) throws IncompleteException, InterruptedException {
        return switch (worker().bom(file)) {
            case CutOutcome.Cut<BomReading>(var reading) -> reading;
            case CutOutcome.NotCut<BomReading>(var problem) ->
                    throw new IncompleteException(problem.message());
        };
    }

    /**
     * Made when the first package has to be read: finding out what isolation there is takes time.
     */
    private synchronized ScanWorker worker() throws InterruptedException {
        var made = worker;
        if (made == null) {
            var settings = WorkerSettings.DEFAULT;
            made = new ScanWorker(WorkerCommand.ofCurrentClassPath(settings), settings);
            worker = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.close();
        }
    }
}
