package dev.assay.registry.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

class SignInThrottleTest {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final SignInThrottle throttle =
            new SignInThrottle(
                    new Clock() {
                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }

                        @Override
                        public Instant instant() {
                            return now;
                        }
                    },
                    3,
                    5,
                    10,
                    WINDOW);

    @Test
    void opensAgainOnceTheFailuresHaveAged() {
        fail("ada", "10.0.0.1", 3);
        assertThat(throttle.waitFor("ada", "10.0.0.1")).contains(WINDOW);
        now = now.plus(WINDOW).plusSeconds(1);
        assertThat(throttle.waitFor("ada", "10.0.0.1")).isEmpty();
        fail("ada", "10.0.0.1", 1);
        assertThat(throttle.waitFor("ada", "10.0.0.1")).isEmpty();
    }

    @Test
    void nobodyLocksAColleagueOutFromElsewhere() {
        fail("ada", "10.0.0.1", 3);
        assertThat(throttle.waitFor("ada", "10.0.0.2")).isEmpty();
        assertThat(throttle.waitFor("bob", "10.0.0.1")).isEmpty();
    }

    @Test
    void anAddressThatTriesManyAccountsHasToWaitForAllOfThem() {
        for (var number = 0; number < 5; number++) {
            fail("account" + number, "10.0.0.1", 1);
        }
        assertThat(throttle.waitFor("another", "10.0.0.1")).contains(WINDOW);
    }

    @Test
    void aSuccessForgivesTheAccount() {
        fail("ada", "10.0.0.1", 2);
        throttle.succeeded("ada", "10.0.0.1");
        fail("ada", "10.0.0.1", 2);
        assertThat(throttle.waitFor("ada", "10.0.0.1")).isEmpty();
    }

    @Test
    void aFloodOfLoginsDoesNotMakeItForgetTheAddress() {
        for (var number = 0; number < 30_000; number++) {
            fail("account" + number, "10.0.0.1", 1);
        }
        assertThat(throttle.waitFor("ada", "10.0.0.1")).contains(WINDOW);
    }

    @Test
    void guessesFromEverywhereTogetherCloseAnAccountForAnHourButNotToItsHolder() {
        throttle.succeeded("ada", "10.1.0.1");
        for (var number = 0; number < 10; number++) {
            fail("ada", "10.0.0." + number, 1);
        }
        assertThat(throttle.waitFor("ada", "10.2.0.1")).contains(Duration.ofHours(1));
        assertThat(throttle.waitFor("ada", "10.1.0.1")).isEmpty();
        assertThat(throttle.waitFor("bob", "10.2.0.1")).isEmpty();
        now = now.plus(Duration.ofHours(1));
        assertThat(throttle.waitFor("ada", "10.2.0.1")).isEmpty();
    }

    private void fail(String login, String address, int times) {
        for (var time = 0; time < times; time++) {
            throttle.failed(login, address);
        }
    }
}
