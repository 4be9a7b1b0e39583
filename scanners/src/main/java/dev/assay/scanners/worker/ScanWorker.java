package dev.assay.scanners.worker;

import dev.assay.scanners.artifact.upload.Claim;
import dev.assay.scanners.changes.ChangePlan;
import dev.assay.scanners.changes.ChangedCode;
import dev.assay.scanners.changes.FileDifference;
import dev.assay.scanners.contents.Contents;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.source.DeclaredSource;
import dev.assay.scanners.source.TreeMatch;
import dev.assay.scanners.vendorbom.BomReading;
import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Reason;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * Scans artifacts in processes of their own, where a crash, a hang or an exhausted heap costs that
 * one scan. A process stays warm for the scans after it, and is replaced after anything but a clean
 * end. Safe for use by many threads; a scan waits while all processes are busy.
 */
public final class ScanWorker implements AutoCloseable {

    private final List<String> command;
    private final WorkerSettings settings;
    private final Isolation isolation;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<WorkerProcess> idle = new ConcurrentLinkedDeque<>();
    private final Set<WorkerProcess> busy = ConcurrentHashMap.newKeySet();
    private final LongAdder done = new LongAdder();
    private final Map<Reason, LongAdder> failed = new EnumMap<>(Reason.class);
    private volatile boolean closed;

    /**
     * Finds out what isolation is to be had; starts no worker yet.
     *
     * @param launchCommand how to start a worker, see {@link WorkerCommand}
     */
    public ScanWorker(List<String> launchCommand, WorkerSettings settings)
            throws InterruptedException {
        this.settings = settings;
        for (var reason : Reason.values()) {
            failed.put(reason, new LongAdder());
        }
        this.isolation = Isolation.probe();
        var whole = new ArrayList<>(isolation.prefix());
        whole.addAll(launchCommand);
        this.command = List.copyOf(whole);
        this.free = new Semaphore(settings.processes(), true);
    }

    /** What keeps the workers from the network here. */
    public Isolation isolation() {
        return isolation;
    }

    /**
     * Scans one artifact.
     *
     * @param artifact a tarball or an unpacked folder
     * @param purl what it was fetched as, or null to take what its own manifest claims
     */
    public ScanOutcome scan(Path artifact, @Nullable Purl purl) throws InterruptedException {
        return switch (work(order(artifact, purl), Profile.class)) {
            case CutOutcome.Cut<Profile>(var profile) -> new ScanOutcome.Scanned(profile);
            case CutOutcome.NotCut<Profile>(var problem) -> problem;
        };
    }

    /**
     * An artifact and what it was fetched as.
     *
     * @param file a tarball or an unpacked folder
     */
    public record Artifact(Path file, Purl purl) {}

    /**
     * Cuts the code of a plan out of two artifacts.
     *
     * @param from null where there is nothing to compare with
     */
    public CutOutcome<ChangedCode> cut(@Nullable Artifact from, Artifact to, ChangePlan plan)
            throws InterruptedException {
        return work(
                new WorkerProtocol.Cut(from == null ? null : order(from), order(to), plan, null),
                ChangedCode.class);
    }

    /**
     * The difference of one file of two artifacts.
     *
     * @param from null where there is nothing to compare with
     */
    public CutOutcome<FileDifference> difference(@Nullable Artifact from, Artifact to, String file)
            throws InterruptedException {
        return work(
                new WorkerProtocol.Cut(from == null ? null : order(from), order(to), null, file),
                FileDifference.class);
    }

    /**
     * What a file that was handed in says of itself.
     *
     * @param file under the name that it was handed in by
     */
    public CutOutcome<Claim> look(Path file) throws InterruptedException {
        return work(new WorkerProtocol.Look(file.toAbsolutePath().toString()), Claim.class);
    }

    /** What a package itself says of where its source is. */
    public CutOutcome<DeclaredSource> declaredSource(Artifact pack) throws InterruptedException {
        return work(new WorkerProtocol.Source(order(pack), null, ""), DeclaredSource.class);
    }

    /**
     * Lays a package beside a commit.
     *
     * @param source the commit as one file, with the package URL of its repository
     * @param directory where in the commit the package is made, without slashes around
     */
    public CutOutcome<TreeMatch> source(Artifact pack, Artifact source, String directory)
            throws InterruptedException {
        return work(
                new WorkerProtocol.Source(order(pack), order(source), directory), TreeMatch.class);
    }

    /** What a vendor's bill of materials says. */
    public CutOutcome<BomReading> bom(Path document) throws InterruptedException {
        return work(new WorkerProtocol.Bom(document.toAbsolutePath().toString()), BomReading.class);
    }

    /** What lies in an image or a bundle. */
    public CutOutcome<Contents> contents(Artifact container) throws InterruptedException {
        return work(new WorkerProtocol.Inside(order(container)), Contents.class);
    }

    private static WorkerProtocol.Scan order(Path artifact, @Nullable Purl purl) {
        return new WorkerProtocol.Scan(
                artifact.toAbsolutePath().toString(), purl == null ? null : purl.toString());
    }

    private static WorkerProtocol.Scan order(Artifact artifact) {
        return order(artifact.file(), artifact.purl());
    }

    /** How many orders workers carried out. */
    public long done() {
        return done.sum();
    }

    /** How many they did not, for one reason. */
    public long failed(Reason reason) {
        return Objects.requireNonNull(failed.get(reason)).sum();
    }

    private <T> CutOutcome<T> work(WorkerProtocol.Order order, Class<T> type)
            throws InterruptedException {
        var outcome = carryOut(order, type);
        switch (outcome) {
            case CutOutcome.Cut<T> cut -> done.increment();
            case CutOutcome.NotCut<T>(var problem) ->
                    Objects.requireNonNull(failed.get(problem.reason())).increment();
        }
        return outcome;
    }

    private <T> CutOutcome<T> carryOut(WorkerProtocol.Order order, Class<T> type)
            throws InterruptedException {
        free.acquire();
        try {
            var worker = take();
            busy.add(worker);
            try {
                return worker.work(order, type, settings.deadline());
            } finally {
                giveBack(worker);
            }
        } catch (IOException e) {
            return new CutOutcome.NotCut<>(
                    new NotScanned(
                            Reason.CRASHED,
                            "the worker process cannot be started: " + e.getMessage()));
        } finally {
            free.release();
        }
    }

    /** Ends all workers, those at work too. */
    @Override
    public void close() {
        closed = true;
        for (var worker = idle.poll(); worker != null; worker = idle.poll()) {
            worker.kill();
        }
        busy.forEach(WorkerProcess::kill);
    }

    private WorkerProcess take() throws IOException {
        for (var worker = idle.poll(); worker != null; worker = idle.poll()) {
            if (worker.isHealthy()) {
                return worker;
            }
            worker.kill();
        }
        return WorkerProcess.start(command, settings.largestAnswer());
    }

    private void giveBack(WorkerProcess worker) {
        busy.remove(worker);
        if (closed || !worker.isHealthy() || worker.scans() >= settings.scansPerProcess()) {
            worker.kill();
        } else {
            idle.push(worker);
        }
    }
}
