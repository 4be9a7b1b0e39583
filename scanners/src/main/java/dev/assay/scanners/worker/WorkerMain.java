package dev.assay.scanners.worker;

import dev.assay.scanners.profiler.Profiler;

import java.io.IOException;
import java.time.Clock;

/** The entry point of a worker process: same classes, no network, nothing but scans. */
public final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // One for all scans: what it read for a version it need not read again for the next.
        new WorkerLoop(new Profiler()::profile, Clock.systemUTC()).run();
    }
}
