package dev.assay.registry.gate;

import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.fetch.Sighting;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Records blocked fetches that nobody asked for, and no more of them than a client may cause. */
public final class Sightings {

    /** What became of a blocked fetch's record. */
    public sealed interface Outcome {

        record Recorded(Id id) implements Outcome {}

        /** This client has caused as many new ones as it may. */
        record Capped() implements Outcome {}

        /** The database is away; the fetch is refused all the same. */
        record NotRecorded() implements Outcome {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Sightings.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_CLIENTS = 10_000;

    private record Window(Instant since, int used) {}

    private final FetchStore fetches;
    private final int perHour;
    private final Clock clock;
    private final Map<String, Window> windows = new LinkedHashMap<>();
    private volatile Instant pausedUntil = Instant.MIN;

    Sightings(FetchStore fetches, int perHour, Clock clock) {
        this.fetches = fetches;
        this.perHour = perHour;
        this.clock = clock;
    }

    /** Counts a blocked fetch. A package that was sighted before costs its client nothing. */
    public Outcome sight(Purl purl, InetAddress client) throws InterruptedException {
        if (clock.instant().isBefore(pausedUntil)) {
            return new Outcome.NotRecorded();
        }
        // A pool without connections makes callers wait far longer than a refusal may take.
        var recording = new CompletableFuture<Outcome>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        recording.complete(record(purl, client));
                    } catch (Exception e) {
                        recording.completeExceptionally(e);
                    }
                });
        try {
            return recording.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof DataAccessException
                    || e.getCause() instanceof TransactionException)) {
                throw new IllegalStateException("sighting of " + purl, e.getCause());
            }
            return pause(e.getCause());
        } catch (TimeoutException e) {
            return pause(e);
        }
    }

    private Outcome pause(Throwable cause) {
        pausedUntil = clock.instant().plus(PAUSE);
        LOG.warn(
                "Blocked fetches are refused but not recorded: the database does not answer.",
                cause);
        return new Outcome.NotRecorded();
    }

    private Outcome record(Purl purl, InetAddress client) {
        Optional<Sighting> before = fetches.sighting(purl);
        if (before.isEmpty() && !take(network(client))) {
            return new Outcome.Capped();
        }
        return new Outcome.Recorded(fetches.sight(purl).id());
    }

    private synchronized boolean take(String client) {
        var now = clock.instant();
        var window = windows.get(client);
        if (window == null || !now.isBefore(window.since().plus(HOUR))) {
            windows.remove(client);
            window = new Window(now, 0);
            if (windows.size() >= MOST_CLIENTS) {
                // The oldest window is the first in the map: it goes, or nobody new gets one.
                var oldest = windows.entrySet().iterator();
                var entry = oldest.next();
                if (now.isBefore(entry.getValue().since().plus(HOUR))) {
                    return false;
                }
                oldest.remove();
            }
        }
        if (window.used() >= perHour) {
            return false;
        }
        windows.put(client, new Window(window.since(), window.used() + 1));
        return true;
    }

    /** One client of IPv6 has a whole /64 of addresses to come from. */
    private static String network(InetAddress client) {
        var address = client.getAddress();
        return Arrays.toString(address.length == 16 ? Arrays.copyOf(address, 8) : address);
    }
}
