package dev.assay.scanners.artifact.maven;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is left of the limits of one resolution. Once something is used up, it stays so. */
final class Budget {

    /** Under which a session carries it. */
    static final String KEY = "assay.budget";

    private final MavenLimits limits;
    private final Clock clock;
    private final Instant end;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger dependencies = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile @Nullable String exceeded;

    Budget(MavenLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        this.end = clock.instant().plus(limits.time());
    }

    MavenLimits limits() {
        return limits;
    }

    /** What was used up, for people; null while nothing was. */
    @Nullable String exceeded() {
        return exceeded;
    }

    /**
     * Takes one request off.
     *
     * @throws SpentException when there is nothing left
     */
    void request() {
        check(requests.incrementAndGet() <= limits.requests(), limits.requests() + " requests");
        check(
                clock.instant().isBefore(end),
                "the time of " + limits.time().toSeconds() + " s for one resolution");
    }

    void received(long count) {
        check(bytes.addAndGet(count) <= limits.total(), limits.total() + " bytes in all");
    }

    void dependency() {
        check(
                dependencies.incrementAndGet() <= limits.dependencies(),
                limits.dependencies() + " dependencies to consider");
    }

    void depth(int levels) {
        check(levels <= limits.depth(), "a chain of " + limits.depth() + " dependencies");
    }

    void expanded(long characters) {
        check(
                characters <= limits.expanded(),
                "a POM that its properties blow up to " + limits.expanded() + " characters");
    }

    private void check(boolean within, String what) {
        if (!within && exceeded == null) {
            exceeded = "it takes more than " + what;
        }
        var spent = exceeded;
        if (spent != null) {
            throw new SpentException(spent);
        }
    }

    /** Stops a resolution wherever it is. */
    static final class SpentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SpentException(String message) {
            super(message, null, false, false);
        }
    }
}
