package dev.assay.registry.export.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalTime;

class RhythmTest {

    /** The 21st of November 2026 is a Saturday. */
    @ParameterizedTest
    @CsvSource({
        "DAILY,2026-11-21T02:59:59Z,2026-11-21T03:00:00Z",
        "DAILY,2026-11-21T03:00:00Z,2026-11-22T03:00:00Z",
        "WEEKLY,2026-11-21T12:00:00Z,2026-11-23T03:00:00Z",
        "WEEKLY,2026-11-23T03:00:00Z,2026-11-30T03:00:00Z",
        "MONTHLY,2026-11-21T12:00:00Z,2026-12-01T03:00:00Z",
        "MONTHLY,2026-12-01T03:00:00Z,2027-01-01T03:00:00Z",
        "MONTHLY,2026-12-01T02:00:00Z,2026-12-01T03:00:00Z"
    })
    void theNextTimeIsTheFirstAfterAMoment(Rhythm rhythm, Instant moment, Instant next) {
        assertThat(rhythm.after(moment, LocalTime.of(3, 0))).isEqualTo(next);
    }
}
