package dev.assay.scanners.profiler;

import dev.assay.scanners.artifact.PackageTree;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What is found out on another thread while the code is analysed, which keeps no more than one busy
 * most of the time.
 */
final class Beside<T> {

    private final FutureTask<T> task;
    private final PackageTree tree;

    private Beside(FutureTask<T> task, PackageTree tree) {
        this.task = task;
        this.tree = tree;
    }

    static <T> Beside<T> start(PackageTree tree, Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name("beside").start(task);
        return new Beside<>(task, tree);
    }

    /** Waits for it; what failed there fails here. */
    T get() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while profiling " + tree.purl(), e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("profiling " + tree.purl() + " failed", e.getCause());
        }
    }
}
