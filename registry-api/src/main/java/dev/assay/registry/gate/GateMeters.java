package dev.assay.registry.gate;

import dev.assay.inventory.fetchlog.FetchLog;
import dev.assay.inventory.fetchlog.Shipping;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the gate counts. Meters are made once, for every protocol and every way in which it answers,
 * so that an answer costs two looks at a clock and three additions. No label names a package, a
 * caller or an address: what a stranger sends makes no further series.
 */
public final class GateMeters {

    /** Beyond so many kinds of packages, a further one is counted among others. */
    private static final int MOST_ECOSYSTEMS = 32;

    private static final Duration[] BOUNDS = {
        Duration.ofNanos(100_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(10)
    };

    /** How an answer is counted, by its status alone. */
    enum Outcome {
        SERVED,
        UNCHANGED,
        UNAUTHENTICATED,
        REFUSED,
        ABSENT,
        LIMITED,
        MALFORMED,
        FAULT;

        private final String label = name().toLowerCase(Locale.ROOT);

        static Outcome of(int status) {
            return switch (status) {
                case 304 -> UNCHANGED;
                case 401 -> UNAUTHENTICATED;
                case 403 -> REFUSED;
                case 404, 410 -> ABSENT;
                case 429 -> LIMITED;
                default -> status < 300 ? SERVED : status < 500 ? MALFORMED : FAULT;
            };
        }
    }

    private final MeterRegistry meters;
    private final Map<String, Counter[]> refusals = new ConcurrentHashMap<>();

    public GateMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The timers of one protocol, by outcome. */
    static final class OfProtocol {

        private static final Outcome[] OUTCOMES = Outcome.values();

        private final Timer[] timers = new Timer[OUTCOMES.length];

        private OfProtocol(MeterRegistry meters, String protocol) {
            for (var outcome : OUTCOMES) {
                timers[outcome.ordinal()] =
                        Timer.builder("assay.gate.answers")
                                .description(
                                        "From a request that is there to its answer that is ready to"
                                                + " be sent")
                                .tag("protocol", protocol)
                                .tag("outcome", outcome.label)
                                .serviceLevelObjectives(BOUNDS)
                                .register(meters);
            }
        }

        void answered(int status, long nanos) {
            timers[Outcome.of(status).ordinal()].record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** The timers of each route, in their order, and behind them those of what no route owns. */
    List<OfProtocol> of(List<GateRoute> routes) {
        var timers = new ArrayList<OfProtocol>();
        for (var route : routes) {
            timers.add(new OfProtocol(meters, route.protocol()));
        }
        timers.add(new OfProtocol(meters, "none"));
        return List.copyOf(timers);
    }

    /** Counts a refusal, by the kind of package and by why. */
    void refused(Block block) {
        var type = block.purl().type();
        var counters = refusals.get(type);
        if (counters == null) {
            var known = refusals.size() < MOST_ECOSYSTEMS ? type : "other";
            counters = refusals.computeIfAbsent(known, this::counters);
        }
        counters[block.cause().ordinal()].increment();
    }

    private Counter[] counters(String ecosystem) {
        var counters = new Counter[Cause.values().length];
        for (var cause : Cause.values()) {
            counters[cause.ordinal()] =
                    Counter.builder("assay.gate.refusals")
                            .description("Fetches that were refused, by why")
                            .tag("ecosystem", ecosystem)
                            .tag("cause", cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(meters);
        }
        return counters;
    }

    void follow(Snapshots snapshots) {
        seconds(
                "assay.gate.snapshot.age",
                "Since what is approved was read last",
                () -> {
                    var age = snapshots.age();
                    return age == null ? Double.NaN : seconds(age);
                });
        gauge(
                "assay.gate.snapshot.releases",
                "Releases that the gate knows, approved or not",
                () ->
                        snapshots
                                .current()
                                .map(each -> (Number) each.releases().size())
                                .orElse(Double.NaN));
        gauge(
                "assay.database.up",
                "1 where the last look at the records worked",
                () -> snapshots.isDatabaseAway() ? 0 : 1);
    }

    void follow(FetchLog log, Shipping shipping, Clock clock) {
        gauge(
                "assay.fetch.log.waiting",
                "Fetches that are not on disk yet; none is taken beyond 32768",
                log::waiting);
        gauge(
                "assay.fetch.log.open",
                "1 while fetches are taken; otherwise nothing leaves the gate",
                () -> log.why() == null ? 1 : 0);
        seconds(
                "assay.fetch.log.shipped.age",
                "Since all fetches that were on disk were in the database",
                () -> seconds(Duration.between(shipping.shipped(), clock.instant())));
        FunctionTimer.builder(
                        "assay.fetch.log.commit",
                        log,
                        FetchLog::groups,
                        FetchLog::groupNanos,
                        TimeUnit.NANOSECONDS)
                .description("Forcing a group of fetches to the disk")
                .register(meters);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Tells a number whenever somebody asks. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).strongReference(true).register(meters);
    }

    private void seconds(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }
}
