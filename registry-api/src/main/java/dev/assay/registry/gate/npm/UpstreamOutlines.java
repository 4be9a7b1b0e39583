package dev.assay.registry.gate.npm;

import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.PackumentOutcome;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the upstream registry says of each package, not older than a set age. It is asked once for
 * all who wait, by few at a time, and never waited for longer than the caller likes.
 */
final class UpstreamOutlines {

    /** What is known of a package. */
    sealed interface Known {

        record Listed(UpstreamOutline outline) implements Known {}

        /** Upstream says that there is no such package. */
        record None() implements Known {}

        /** It does not answer, or what it answers is no packument. */
        record Away(String reason) implements Known {}
    }

    private record Entry(Known known, Instant asked, Duration age) {
        boolean fresh(Instant now) {
            return now.isBefore(asked.plus(age));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamOutlines.class);
    private static final int AT_ONCE = 16;
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_ENTRIES = 50_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final NpmRegistry registry;
    private final Duration age;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Known>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();

    UpstreamOutlines(NpmRegistry registry, Duration age, Clock clock) {
        this.registry = registry;
        this.age = age;
        this.clock = clock;
    }

    /** What is known and young enough, without asking. */
    Optional<Known> fresh(String name) {
        var entry = entries.get(name);
        return entry != null && entry.fresh(clock.instant())
                ? Optional.of(entry.known())
                : Optional.empty();
    }

    /**
     * What is known, after asking where that is too old. Where the answer is longer in coming than
     * the caller waits, what was known before is told, and the answer is kept for the next.
     */
    Known ask(String name, Duration patience) throws InterruptedException {
        var fresh = fresh(name);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        var mine = new CompletableFuture<Known>();
        var others = underWay.putIfAbsent(name, mine);
        if (others == null) {
            Thread.startVirtualThread(() -> fetch(name, mine));
        }
        try {
            return (others == null ? mine : others).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var before = entries.get(name);
            return before == null
                    ? new Known.Away("the upstream registry takes too long to answer")
                    : before.known();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the packument of " + name, e.getCause());
        }
    }

    private void fetch(String name, CompletableFuture<Known> answer) {
        try {
            asking.acquire();
            try {
                answer.complete(fetch(name));
            } finally {
                asking.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.complete(new Known.Away("the gate is being stopped"));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            underWay.remove(name, answer);
        }
    }

    private Known fetch(String name) throws InterruptedException {
        var before = entries.get(name);
        var listed = before == null ? null : listed(before.known());
        return switch (registry.packument(name, listed == null ? null : listed.etag())) {
            case PackumentOutcome.Found(var packument) ->
                    keep(name, new Known.Listed(UpstreamOutline.of(packument)), age);
            case PackumentOutcome.NotModified n ->
                    listed == null
                            ? keep(name, new Known.Away("it answers 304 to nothing"), pause())
                            : keep(name, Objects.requireNonNull(before).known(), age);
            case PackumentOutcome.NotFound n -> keep(name, new Known.None(), age);
            case PackumentOutcome.Unavailable(var reason, var retryAfter) ->
                    away(name, listed, reason);
            case PackumentOutcome.Malformed(var reason) -> away(name, listed, reason);
            case PackumentOutcome.NotConfigured(var reason) -> away(name, listed, reason);
        };
    }

    /** What was listed before still says more than that nobody answers. */
    private Known away(String name, @Nullable UpstreamOutline listed, String reason) {
        LOG.info("Nothing new about {} from upstream: {}", name, reason);
        return keep(
                name, listed == null ? new Known.Away(reason) : new Known.Listed(listed), pause());
    }

    private Duration pause() {
        return age.compareTo(LONGEST_PAUSE) < 0 ? age : LONGEST_PAUSE;
    }

    private Known keep(String name, Known known, Duration keptFor) {
        var outline = listed(known);
        var added = outline == null ? 200 : outline.weight();
        if (weight.addAndGet(added) > MOST_BYTES || entries.size() > MOST_ENTRIES) {
            entries.clear();
            weight.set(added);
        }
        var replaced = entries.put(name, new Entry(known, clock.instant(), keptFor));
        if (replaced != null) {
            var old = listed(replaced.known());
            weight.addAndGet(-(old == null ? 200 : old.weight()));
        }
        return known;
    }

    private static @Nullable UpstreamOutline listed(Known known) {
        return known instanceof Known.Listed(var outline) ? outline : null;
    }
}
