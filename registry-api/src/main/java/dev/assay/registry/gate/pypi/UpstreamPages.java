package dev.assay.registry.gate.pypi;

import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PageOutcome;
import dev.assay.scanners.artifact.pypi.PypiIndex;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the upstream index lists of each package, not older than a set age. It is asked once for all
 * who wait, by few at a time, and not waited for longer than a person likes.
 */
final class UpstreamPages {

    /** What is known of a package. */
    sealed interface Known {

        record Listed(IndexPage page) implements Known {}

        /** Upstream says that there is no such package. */
        record None() implements Known {}

        record Away(String reason) implements Known {}
    }

    private record Entry(Known known, Instant until) {}

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamPages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;
    private static final int MOST_ENTRIES = 20_000;

    /** About a kilobyte each. */
    private static final int MOST_FILES = 200_000;

    private final PypiIndex index;
    private final Duration age;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Known>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong files = new AtomicLong();

    UpstreamPages(PypiIndex index, Duration age, Clock clock) {
        this.index = index;
        this.age = age;
        this.clock = clock;
    }

    Known ask(String project) throws InterruptedException {
        var before = entries.get(project);
        if (before != null && clock.instant().isBefore(before.until())) {
            return before.known();
        }
        var mine = new CompletableFuture<Known>();
        var others = underWay.putIfAbsent(project, mine);
        if (others == null) {
            Thread.startVirtualThread(() -> fetch(project, mine));
        }
        try {
            return (others == null ? mine : others).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return before == null
                    ? new Known.Away("the upstream index takes too long to answer")
                    : before.known();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the page of " + project, e.getCause());
        }
    }

    private void fetch(String project, CompletableFuture<Known> answer) {
        try {
            asking.acquire();
            try {
                answer.complete(keep(project, fetch(project)));
            } finally {
                asking.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.complete(new Known.Away("the gate is being stopped"));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            underWay.remove(project, answer);
        }
    }

    private Known fetch(String project) throws InterruptedException {
        return switch (index.page(project, null)) {
            case PageOutcome.Found(var page) -> new Known.Listed(page);
            case PageOutcome.NotFound n -> new Known.None();
            case PageOutcome.NotModified n -> new Known.Away("it answers 304 to nothing");
            case PageOutcome.Unavailable(var reason, var retryAfter) -> new Known.Away(reason);
            case PageOutcome.Malformed(var reason) -> new Known.Away(reason);
            case PageOutcome.NotConfigured(var reason) -> new Known.Away(reason);
        };
    }

    private Known keep(String project, Known fetched) {
        var before = entries.get(project);
        var known = fetched;
        var kept = age;
        if (fetched instanceof Known.Away(var reason)) {
            LOG.info("Nothing new about {} from upstream: {}", project, reason);
            // What was listed before still says more than that nobody answers.
            known = before == null ? fetched : before.known();
            kept = age.compareTo(LONGEST_PAUSE) < 0 ? age : LONGEST_PAUSE;
        }
        var added = weight(known);
        if (files.addAndGet(added) > MOST_FILES || entries.size() > MOST_ENTRIES) {
            entries.clear();
            files.set(added);
        }
        var replaced = entries.put(project, new Entry(known, clock.instant().plus(kept)));
        if (replaced != null) {
            files.addAndGet(-weight(replaced.known()));
        }
        return known;
    }

    private static int weight(Known known) {
        return known instanceof Known.Listed(var page) ? 1 + page.files().size() : 1;
    }
}
