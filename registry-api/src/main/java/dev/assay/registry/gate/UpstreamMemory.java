package dev.assay.registry.gate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * What an upstream lists of each package, not older than a set age. It is asked once for all who
 * wait, by few at a time, and never waited for longer than the caller likes. Safe for many threads.
 *
 * @param <T> what it lists of one package
 */
public final class UpstreamMemory<T> {

    /** What is known of a package. */
    public sealed interface Known<T> {

        record Listed<T>(T listing) implements Known<T> {}

        /** Upstream says that there is no such package. */
        record None<T>() implements Known<T> {}

        /** It does not answer, or what it answers is nothing that its protocol knows. */
        record Away<T>(String reason) implements Known<T> {}

        /** What is listed, or null. */
        default @Nullable T listing() {
            return null;
        }
    }

    /** Asks the upstream. */
    @FunctionalInterface
    public interface Source<T> {

        /**
         * Asks for one package.
         *
         * @param before what was listed last, or null; the same is to be answered where it still is
         */
        Known<T> ask(String name, @Nullable T before) throws InterruptedException;
    }

    private record Entry<T>(Known<T> known, Instant until) {}

    private static final Logger LOG = LoggerFactory.getLogger(UpstreamMemory.class);
    private static final int AT_ONCE = 16;
    private static final int MOST_ENTRIES = 50_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Source<T> source;
    private final ToLongFunction<@Nullable T> weigh;
    private final long most;
    private final Duration age;
    private final Clock clock;
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final Map<String, Entry<T>> entries = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Known<T>>> underWay = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();

    /**
     * @param weigh what keeping a listing costs, or keeping that there is none, which is told as
     *     null
     * @param most how much of that is kept before everything is forgotten
     */
    public UpstreamMemory(
            Source<T> source,
            ToLongFunction<@Nullable T> weigh,
            long most,
            Duration age,
            Clock clock) {
        this.source = source;
        this.weigh = weigh;
        this.most = most;
        this.age = age;
        this.clock = clock;
    }

    /** What is known and young enough, without asking. */
    public Optional<Known<T>> fresh(String name) {
        var entry = entries.get(name);
        return entry != null && clock.instant().isBefore(entry.until())
                ? Optional.of(entry.known())
                : Optional.empty();
    }

    /**
     * What is known, after asking where that is too old. Where the answer is longer in coming than
     * the caller waits, what was known before is told, and the answer is kept for the next.
     */
    public Known<T> ask(String name, Duration patience) throws InterruptedException {
        var fresh = fresh(name);
        if (fresh.isPresent()) {
            return fresh.get();
        }
        var mine = new CompletableFuture<Known<T>>();
        var others = underWay.putIfAbsent(name, mine);
        if (others == null) {
            Thread.startVirtualThread(() -> fetch(name, mine));
        }
        try {
            return (others == null ? mine : others).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            var before = entries.get(name);
            return before == null
                    ? new Known.Away<>("the upstream takes too long to answer")
                    : before.known();
        } catch (ExecutionException e) {
            throw new IllegalStateException("what upstream lists of " + name, e.getCause());
        }
    }

    private void fetch(String name, CompletableFuture<Known<T>> answer) {
        try {
            asking.acquire();
            try {
                answer.complete(fetch(name));
            } finally {
                asking.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            answer.complete(new Known.Away<>("the gate is being stopped"));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            underWay.remove(name, answer);
        }
    }

    private Known<T> fetch(String name) throws InterruptedException {
        var entry = entries.get(name);
        var before = entry == null ? null : entry.known().listing();
        var answer = source.ask(name, before);
        if (!(answer instanceof Known.Away<T>(var reason))) {
            return keep(name, answer, age);
        }
        LOG.info("Nothing new about {} from upstream: {}", name, reason);
        var pause = age.compareTo(LONGEST_PAUSE) < 0 ? age : LONGEST_PAUSE;
        // What was listed before still says more than that nobody answers.
        return keep(name, before == null ? answer : new Known.Listed<>(before), pause);
    }

    private Known<T> keep(String name, Known<T> known, Duration keptFor) {
        var added = weigh.applyAsLong(known.listing());
        if (weight.addAndGet(added) > most || entries.size() > MOST_ENTRIES) {
            entries.clear();
            weight.set(added);
        }
        var replaced = entries.put(name, new Entry<>(known, clock.instant().plus(keptFor)));
        if (replaced != null) {
            weight.addAndGet(-weigh.applyAsLong(replaced.known().listing()));
        }
        return known;
    }
}
