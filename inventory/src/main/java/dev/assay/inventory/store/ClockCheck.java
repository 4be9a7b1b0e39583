package dev.assay.inventory.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;

/**
 * Compares this machine's clock with the database's, which all nodes share: leases of jobs, ends of
 * approvals and tokens, and the order of records rest on it.
 */
public final class ClockCheck {

    private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);
    private static final Duration TOLD = Duration.ofSeconds(5);
    private static final Duration REFUSED = Duration.ofMinutes(5);

    private final @Nullable JdbcClient jdbc;
    private final Clock clock;

    /**
     * @param jdbc a database with a machine of its own; null where it is on this one
     */
    public ClockCheck(@Nullable JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Whether they are more than five minutes apart, which is logged. What ends by the hour is left
     * to nodes of which that is not so: for one whose clock was set forward everything is over.
     */
    public boolean isFar() {
        if (jdbc == null) {
            return false;
        }
        var ahead = ahead(jdbc, clock);
        if (ahead.abs().compareTo(REFUSED) <= 0) {
            return false;
        }
        LOG.error("Nothing is ended here by the hour: {}", sentence(ahead));
        return true;
    }

    /**
     * Compares.
     *
     * @throws MisconfiguredException when they are more than five minutes apart
     */
    public static void compare(JdbcClient jdbc, Clock clock) {
        var ahead = ahead(jdbc, clock);
        if (ahead.abs().compareTo(TOLD) < 0) {
            return;
        }
        if (ahead.abs().compareTo(REFUSED) > 0) {
            throw new MisconfiguredException(sentence(ahead));
        }
        LOG.warn("{}", sentence(ahead));
    }

    private static Duration ahead(JdbcClient jdbc, Clock clock) {
        var theirs =
                jdbc.sql("SELECT clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant();
        return Duration.between(theirs, clock.instant());
    }

    private static String sentence(Duration ahead) {
        return "this machine's clock is "
                + ahead.abs().toSeconds()
                + " s "
                + (ahead.isNegative() ? "behind" : "ahead of")
                + " the database's; have both follow one source (NTP, as by timedatectl"
                + " set-ntp true)";
    }
}
