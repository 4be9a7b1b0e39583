package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Sha256;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Work that somebody waits for with a page open; two who wait for the same wait together. */
final class Errands {

    /** What is done, and leaves its result in a store. */
    interface Errand {
        void run() throws IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    /** People who wait at once; the workers limit how many are served at once. */
    private static final int MOST = 50;

    private final Map<Sha256, CompletableFuture<String>> running = new ConcurrentHashMap<>();

    /** Starts it, or tells how it stands; a failure is told once. */
    synchronized <T> Made<T> stand(Sha256 key, Errand errand) {
        var known = running.get(key);
        if (known != null && known.isDone()) {
            running.remove(key);
            var why = known.join();
            return why.isEmpty() ? new Made.Working<>() : new Made.Failed<>(why);
        }
        if (known == null) {
            if (running.size() >= MOST) {
                return new Made.Failed<>(
                        MOST + " comparisons are being made already; ask again in a minute");
            }
            var done = new CompletableFuture<String>();
            running.put(key, done);
            Thread.ofVirtual().name("errand").start(() -> run(errand, done));
        }
        return new Made.Working<>();
    }

    private static void run(Errand errand, CompletableFuture<String> done) {
        try {
            errand.run();
            done.complete("");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.complete("it was broken off");
        } catch (ChangesMaker.UnreadableException e) {
            done.complete(String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            LOG.error("a comparison failed", e);
            done.complete("it failed: " + e.getMessage());
        }
    }
}
