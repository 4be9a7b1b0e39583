package dev.assay.registry.metrics;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Backlog;
import dev.assay.registry.audit.AuditDesk;
import dev.assay.scanners.artifact.UpstreamTally;
import dev.assay.scanners.worker.ScanOutcome;
import dev.assay.scanners.worker.ScanWorker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is on record and waits, the audit trail, workers and upstreams. Records are counted every
 * quarter of a minute and never by whoever asks for the numbers, who would wait for a database that
 * is away; then there are none, rather than old ones.
 */
final class ServiceMeters implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMeters.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final MeterRegistry meters;
    private final Set<String> upstreamsTold = ConcurrentHashMap.newKeySet();
    private final Backlog backlog;
    private final AuditDesk audit;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Backlog.@Nullable Figures figures;
    private volatile boolean running;

    ServiceMeters(
            MeterRegistry meters,
            Backlog backlog,
            AuditDesk audit,
            ScanWorker workers,
            Clock clock) {
        this.meters = meters;
        this.backlog = backlog;
        this.audit = audit;
        this.clock = clock;
        records();
        trail();
        workers(workers);
    }

    private void records() {
        for (var state : ReleaseState.values()) {
            counted(
                    "assay.releases",
                    "Releases on record",
                    state.name(),
                    Backlog.Figures::releases);
        }
        for (var state : List.of("running", "due", "later")) {
            counted("assay.vetting.jobs", "Releases to be vetted", state, Backlog.Figures::jobs);
        }
        for (var state : List.of("WAITING", "DEAD")) {
            counted(
                    "assay.notices.undelivered",
                    "Notices that did not arrive",
                    state,
                    Backlog.Figures::undelivered);
        }
        number("assay.reviews.open", "Reviews that wait for people", Backlog.Figures::reviews);
        age(
                "assay.reviews.oldest.age",
                "Of the review that waits longest; 0 where none does",
                each -> each.reviewsSince() == null ? now() : each.reviewsSince());
        age(
                "assay.vetting.oldest.age",
                "Of the vetting job that is due for longest; 0 where none is",
                each -> each.dueSince() == null ? now() : each.dueSince());
        age(
                "assay.audit.checkpoint.age",
                "Since the audit trail was signed last",
                Backlog.Figures::checkpoint);
    }

    private void trail() {
        gauge(
                "assay.audit.intact",
                "1 where the audit trail was what was written, when this node last followed it",
                () -> {
                    var last = audit.lastVerified();
                    return last == null ? Double.NaN : last.whole() ? 1 : 0;
                });
        seconds(
                "assay.audit.verification.age",
                "Since this node last followed the audit trail",
                () -> {
                    var last = audit.lastVerified();
                    return last == null ? Double.NaN : since(last.at());
                });
    }

    private void workers(ScanWorker workers) {
        orders(workers, "done", ScanWorker::done);
        for (var reason : ScanOutcome.Reason.values()) {
            orders(workers, label(reason.name()), each -> each.failed(reason));
        }
    }

    private void orders(ScanWorker workers, String outcome, Function<ScanWorker, Long> count) {
        FunctionCounter.builder("assay.worker.orders", workers, each -> count.apply(each))
                .description("What worker processes were given to do, by how it ended")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Whoever asks an upstream says so at its first request, which may be late. */
    private void upstreams() {
        for (var who : UpstreamTally.known()) {
            if (!upstreamsTold.add(who)) {
                continue;
            }
            for (var end : UpstreamTally.End.values()) {
                FunctionCounter.builder(
                                "assay.upstream.requests",
                                UpstreamTally.of(who),
                                each -> each.count(end))
                        .description("Requests to upstreams, all attempts taken together")
                        .tag("upstream", who)
                        .tag("outcome", end.words())
                        .register(meters);
            }
        }
    }

    private void counted(
            String name,
            String description,
            String state,
            Function<Backlog.Figures, Map<String, Long>> counts) {
        Gauge.builder(
                        name,
                        () -> {
                            var known = figures;
                            return known == null
                                    ? Double.NaN
                                    : (Number) counts.apply(known).getOrDefault(state, 0L);
                        })
                .description(description)
                .tag("state", label(state))
                .strongReference(true)
                .register(meters);
    }

    private void number(String name, String description, Function<Backlog.Figures, Number> number) {
        gauge(
                name,
                description,
                () -> {
                    var known = figures;
                    return known == null ? Double.NaN : number.apply(known);
                });
    }

    private void age(
            String name,
            String description,
            Function<Backlog.Figures, @Nullable Instant> beginning) {
        seconds(
                name,
                description,
                () -> {
                    var known = figures;
                    var begun = known == null ? null : beginning.apply(known);
                    return begun == null ? Double.NaN : since(begun);
                });
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).strongReference(true).register(meters);
    }

    private void seconds(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value)
                .description(description)
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    private static String label(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Instant now() {
        return clock.instant();
    }

    private double since(Instant begun) {
        return Duration.between(begun, now()).toMillis() / 1000.0;
    }

    /** Counts now. */
    void count() {
        upstreams();
        try {
            figures = backlog.read(now());
        } catch (DataAccessException | TransactionException e) {
            if (figures != null) {
                LOG.info("Records are not counted meanwhile: {}", e.getMessage());
            }
            figures = null;
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("service-meters").start(this::keepCounting);
    }

    private void keepCounting() {
        try {
            do {
                count();
            } while (!stopped.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
