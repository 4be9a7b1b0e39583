package dev.assay.registry.gate;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.scanners.coordinates.Sha256;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;

/** Counts what was passed on outside of all closures. */
public final class OutsideCounter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutsideCounter.class);

    /** While the database is away for so long that there are more, the sums of others are kept. */
    private static final int MOST_SUMS = 50_000;

    private static final int LONGEST_ITEM = 1_000;

    private static final int LONGEST_CALLER = 200;

    private record Key(String ecosystem, String item, Sha256 sha256, String caller, long size) {}

    private final Sums<Key> sums;

    /**
     * @param pause between two writings
     */
    public OutsideCounter(OutsideFetchStore store, Clock clock, Duration pause) {
        sums =
                new Sums<>(
                        "what was passed on outside",
                        clock,
                        pause,
                        (key, sum) ->
                                store.add(
                                        new OutsideFetch(
                                                key.ecosystem(),
                                                key.item(),
                                                key.sha256(),
                                                key.caller(),
                                                key.size(),
                                                sum.times(),
                                                sum.first(),
                                                sum.last())));
    }

    void start() {
        sums.start();
    }

    void passed(String ecosystem, String item, Sha256 sha256, String caller, long size) {
        var named = start(item, LONGEST_ITEM);
        var key = new Key(ecosystem, named, sha256, start(caller, LONGEST_CALLER), size);
        if (sums.hasRoom(key, MOST_SUMS)) {
            sums.count(key);
        } else {
            LOG.warn("Passed on outside and not recorded, since there is no room: {}", named);
        }
    }

    private static String start(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Writes down what was counted so far. */
    public void write() {
        sums.write();
    }

    @Override
    public void close() {
        sums.close();
    }
}
