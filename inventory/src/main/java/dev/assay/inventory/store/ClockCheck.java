package dev.assay.inventory.store;

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

    private ClockCheck() {}

    /**
     * Compares.
     *
     * @throws MisconfiguredException when they are more than five minutes apart
     */
    public static void compare(JdbcClient jdbc, Clock clock) {
        var theirs =
                jdbc.sql("SELECT clock_timestamp()")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant();
        var ahead = Duration.between(theirs, clock.instant());
        if (ahead.abs().compareTo(TOLD) < 0) {
            return;
        }
        var sentence =
                "this machine's clock is "
                        + ahead.abs().toSeconds()
                        + " s "
                        + (ahead.isNegative() ? "behind" : "ahead of")
                        + " the database's; have both follow one source (NTP, as by timedatectl"
                        + " set-ntp true)";
        if (ahead.abs().compareTo(REFUSED) > 0) {
            throw new MisconfiguredException(sentence);
        }
        LOG.warn("{}", sentence);
    }
}
