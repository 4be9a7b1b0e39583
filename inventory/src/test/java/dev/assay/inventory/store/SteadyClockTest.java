package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Instant told = NOON;
    private long nanos = 5;
    private final SteadyClock clock = new SteadyClock(new Machine(ZoneOffset.UTC), () -> nanos);

    private final class Machine extends Clock {

        private final ZoneId zone;

        Machine(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return told;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Machine(other);
        }
    }

    private void pass(Duration time) {
        told = told.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void tellsWhatTheMachineTells() {
        pass(Duration.ofHours(3));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(3)));
    }

    @Test
    void countsOnWhereTheMachineIsSetBack() {
        pass(Duration.ofHours(1));
        told = told.minus(Duration.ofDays(10));
        pass(Duration.ofMinutes(5));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofMinutes(65)));
    }

    @Test
    void followsAMachineThatIsSetForwardAndThenRight() {
        pass(Duration.ofHours(1));
        told = told.plus(Duration.ofDays(10));
        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(10)).plusSeconds(3600));

        told = told.minus(Duration.ofDays(10));
        pass(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    /** What is counted stands still while a machine sleeps. */
    @Test
    void knowsAfterASleepHowLongItWas() {
        told = told.plus(Duration.ofHours(8));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(8)));
    }

    @Test
    void isTheSameMomentInAnotherZone() {
        assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(NOON);
        assertThat(clock.withZone(ZoneId.of("Asia/Tokyo")).getZone())
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
    }
}
