package dev.assay.registry.gate;

import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Counts who fetched which release. */
public final class FetchCounter implements AutoCloseable {

    /** Beyond this many sums, whoever is new is counted among others. */
    private static final int MOST_SUMS = 20_000;

    private static final int LONGEST_CALLER = 200;
    private static final int DAYS_KEPT = 400;

    private record Key(
            Id release, LocalDate day, String caller, Stage stage, FetchCount.Outcome outcome) {

        Key ofOthers() {
            return new Key(release, day, FetchCount.OTHERS, stage, outcome);
        }
    }

    private final FetchCountStore store;
    private final Clock clock;
    private final Sums<Key> sums;
    private LocalDate forgotten = LocalDate.MIN;

    /**
     * @param pause between two writings
     */
    public FetchCounter(FetchCountStore store, Clock clock, Duration pause) {
        this.store = store;
        this.clock = clock;
        sums = new Sums<>("who fetched what", clock, pause, new Writer());
    }

    void start() {
        sums.start();
    }

    /** Counts an answer with a release's own tarball. */
    public void served(GateRequest request, Id release) {
        count(request, release, FetchCount.Outcome.SERVED);
    }

    /** Counts a refusal of a release's own tarball. */
    public void refused(GateRequest request, Id release) {
        count(request, release, FetchCount.Outcome.REFUSED);
    }

    private void count(GateRequest request, Id release, FetchCount.Outcome outcome) {
        // Git fetches by POST.
        if (request.method().equals("HEAD")) {
            return;
        }
        var key = new Key(release, today(), bounded(request.caller()), request.stage(), outcome);
        sums.count(sums.hasRoom(key, MOST_SUMS) ? key : key.ofOthers());
    }

    /** A caller as there is room for it in the records. */
    static String bounded(String caller) {
        return caller.length() <= LONGEST_CALLER ? caller : caller.substring(0, LONGEST_CALLER);
    }

    /** Writes down what was counted so far. */
    public void write() {
        sums.write();
    }

    @Override
    public void close() {
        sums.close();
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private final class Writer implements Sums.Writer<Key> {

        @Override
        public void write(Key key, Sums.Sum sum) {
            store.add(
                    new FetchCount(
                            key.release(),
                            key.day(),
                            key.caller(),
                            key.stage(),
                            key.outcome(),
                            sum.times(),
                            sum.last()));
        }

        @Override
        public void written() {
            var today = today();
            if (!today.equals(forgotten)) {
                store.forget(today.minusDays(DAYS_KEPT));
                forgotten = today;
            }
        }
    }
}
