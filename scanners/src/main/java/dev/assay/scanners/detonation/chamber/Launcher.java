package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts processes from one thread that never ends. Linux ends a program that asked to die with its
 * parent as soon as the thread that started it ends, not the process.
 */
final class Launcher {

    private static final ExecutorService THREAD =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("chamber-launcher").factory());

    private Launcher() {}

    static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        var started = THREAD.submit(builder::start);
        try {
            return started.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            throw new IllegalStateException("a process could not be started", e.getCause());
        }
    }
}
