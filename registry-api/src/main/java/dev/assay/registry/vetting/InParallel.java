package dev.assay.registry.vetting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Does the same to many things, a few at a time. */
final class InParallel {

    interface Work<T, R> {
        R on(T thing) throws IOException, InterruptedException;
    }

    private InParallel() {}

    /**
     * Results in the order of the things. The first failure ends the rest.
     *
     * @param atOnce how many at a time
     * @param done told how many are done, after each
     */
    static <T, R> List<R> map(List<T> things, int atOnce, IntConsumer done, Work<T, R> work)
            throws IOException, InterruptedException {
        var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
        try {
            var futures = new ArrayList<Future<R>>();
            things.forEach(thing -> futures.add(threads.submit(() -> work.on(thing))));
            var results = new ArrayList<R>();
            for (var future : futures) {
                results.add(future.get());
                done.accept(results.size());
            }
            return List.copyOf(results);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case InterruptedException interrupted -> throw interrupted;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } finally {
            threads.shutdownNow();
            threads.close();
        }
    }
}
