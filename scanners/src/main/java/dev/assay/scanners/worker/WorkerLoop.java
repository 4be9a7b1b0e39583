package dev.assay.scanners.worker;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.upload.ClaimReader;
import dev.assay.scanners.changes.CodeCutter;
import dev.assay.scanners.changes.FileDifference;
import dev.assay.scanners.contents.ContentsReader;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.known.Ecosystems;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.source.Declarations;
import dev.assay.scanners.source.TreeMatcher;
import dev.assay.scanners.vendorbom.BomReader;
import dev.assay.scanners.worker.ScanOutcome.NotScanned;
import dev.assay.scanners.worker.ScanOutcome.Reason;

import org.jspecify.annotations.Nullable;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** The inside of a worker process: takes orders from standard input until there are no more. */
final class WorkerLoop {

    /** All bundles measured parse in 256 MB; what needs more is nested to exhaust the stack. */
    private static final long STACK = 256L << 20;

    private static final Duration PARENT_CHECK = Duration.ofSeconds(1);

    private final Function<PackageTree, Profile> profiler;
    private final Clock clock;

    WorkerLoop(Function<PackageTree, Profile> profiler, Clock clock) {
        this.profiler = profiler;
        this.clock = clock;
    }

    void run() throws IOException, InterruptedException {
        Thread.ofPlatform().daemon().start(WorkerLoop::endWithTheService);
        var orders = new DataInputStream(new FileInputStream(FileDescriptor.in));
        var answers =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        // Standard output belongs to the protocol; what a library prints goes to standard error.
        System.setOut(System.err);
        while (true) {
            WorkerProtocol.Order order;
            try {
                order = WorkerProtocol.readOrder(orders);
            } catch (EOFException e) {
                return;
            }
            switch (onDeepStack(order)) {
                case NotScanned problem -> WorkerProtocol.writeOutcome(answers, problem);
                case Object document -> WorkerProtocol.writeDone(answers, document);
            }
        }
    }

    /** A scan that hangs reads no order, and so would outlive a service that was killed. */
    private static void endWithTheService() {
        var service = ProcessHandle.current().parent();
        try {
            while (service.isEmpty() || service.get().isAlive()) {
                Thread.sleep(PARENT_CHECK);
            }
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Object onDeepStack(WorkerProtocol.Order order) throws InterruptedException {
        var result = new AtomicReference<Object>();
        var thread = new Thread(null, () -> result.set(work(order)), "scan", STACK);
        thread.start();
        thread.join();
        var outcome = result.get();
        return outcome != null
                ? outcome
                : new NotScanned(Reason.CRASHED, "the scan of " + order.artifact() + " broke off");
    }

    /** The document that was asked for, or {@link NotScanned}. */
    private Object work(WorkerProtocol.Order order) {
        try {
            return switch (order) {
                case WorkerProtocol.Scan scan -> profiler.apply(read(scan));
                case WorkerProtocol.Cut cut -> cut(cut);
                case WorkerProtocol.Look look -> claim(Path.of(look.artifact()));
                case WorkerProtocol.Source source -> source(source);
                case WorkerProtocol.Bom bom -> bom(Path.of(bom.artifact()));
                case WorkerProtocol.Inside inside -> inside(inside);
            };
        } catch (RejectedException e) {
            return new NotScanned(Reason.REJECTED, String.valueOf(e.getMessage()));
        } catch (StackOverflowError e) {
            return new NotScanned(
                    Reason.CRASHED,
                    "the analysis ran out of stack: the code is nested deeper than any honest code");
        } catch (IOException e) {
            return new NotScanned(Reason.CRASHED, "its file cannot be read: " + e.getMessage());
        } catch (RuntimeException e) {
            e.printStackTrace();
            return new NotScanned(Reason.CRASHED, "the analysis failed: " + e);
        }
    }

    private Object claim(Path file) {
        return switch (new ClaimReader(ArchiveLimits.DEFAULT, clock).read(file)) {
            case ClaimReader.Outcome.Found(var claim) -> claim;
            case ClaimReader.Outcome.Refused(var reason) -> throw new RejectedException(reason);
        };
    }

    private static Object bom(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return BomReader.read(in.readNBytes(BomReader.LARGEST + 1));
        }
    }

    private Object inside(WorkerProtocol.Inside order) {
        return ContentsReader.of(read(order.pack()))
                .orElseThrow(
                        () -> new RejectedException("it is a package, and no image or bundle"));
    }

    private Object cut(WorkerProtocol.Cut order) {
        var from = order.from() == null ? null : read(order.from());
        var to = read(order.to());
        var plan = order.plan();
        return plan != null
                ? new CodeCutter(from, to).cut(plan)
                : FileDifference.of(from, to, String.valueOf(order.file()));
    }

    private Object source(WorkerProtocol.Source order) {
        var pack = read(order.pack());
        var source = order.source();
        return source == null
                ? Declarations.of(pack)
                : TreeMatcher.match(pack, read(source), order.directory());
    }

    private PackageTree read(WorkerProtocol.Scan order) {
        var path = Path.of(order.artifact());
        var release = order.purl() == null ? null : Purl.parse(order.purl());
        var outcome = read(path, release);
        return switch (outcome) {
            case ReadOutcome.Read(var tree) -> tree;
            case ReadOutcome.Rejected(var reason) -> throw new RejectedException(reason);
        };
    }

    /** What no ecosystem knows is read by what its bytes are. */
    private ReadOutcome read(Path path, @Nullable Purl release) {
        var ecosystem =
                Files.isDirectory(path)
                        ? Optional.<Ecosystem>empty()
                        : release != null
                                ? Ecosystems.of(release)
                                : Ecosystems.ofFile(path.getFileName().toString());
        return ecosystem.isPresent()
                ? ecosystem.get().read(path, release, ArchiveLimits.DEFAULT, clock)
                : new ArchiveReader(ArchiveLimits.DEFAULT, clock).read(path, release);
    }

    /** The artifact is nothing that is read. */
    private static final class RejectedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RejectedException(String reason) {
            super(reason, null, false, false);
        }
    }
}
