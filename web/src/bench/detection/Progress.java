package dev.assay.web.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Work on both cores, with a line on standard error now and then. */
final class Progress {

    private static final int AT_ONCE = 2;

    private Progress() {}

    /** The results in the order of the tasks. */
    static <T> List<T> run(String what, List<? extends Callable<T>> tasks) throws Exception {
        var begun = System.nanoTime();
        var done = new AtomicInteger();
        var step = Math.max(1, tasks.size() / 10);
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var results = new ArrayList<T>();
            var running =
                    tasks.stream()
                            .map(
                                    task ->
                                            threads.submit(
                                                    () -> {
                                                        var result = task.call();
                                                        tell(
                                                                what,
                                                                done.incrementAndGet(),
                                                                tasks.size(),
                                                                step,
                                                                begun);
                                                        return result;
                                                    }))
                            .toList();
            for (var each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    private static void tell(String what, int done, int all, int step, long begun) {
        if (done % step == 0 || done == all) {
            System.err.printf(
                    Locale.ROOT,
                    "%s: %d of %d, %.0f s%n",
                    what,
                    done,
                    all,
                    (System.nanoTime() - begun) / 1e9);
        }
    }
}
