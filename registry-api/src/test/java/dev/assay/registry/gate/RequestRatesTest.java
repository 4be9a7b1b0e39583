package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Whoever asks too often waits for the next minute, and nobody else does. */
class RequestRatesTest {

    private static final Instant MINUTE = Instant.parse("2026-02-03T12:00:45Z");
    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    @Test
    void anAddressHasSoManyAMinute() {
        var clock = new SettableClock(MINUTE);
        var rates = new RequestRates(3, 0, clock);
        for (var time = 0; time < 3; time++) {
            assertThat(rates.waitSeconds(ONE, null)).isZero();
        }
        assertThat(rates.waitSeconds(ONE, null)).isEqualTo(15);
        assertThat(rates.waitSeconds(OTHER, null)).isZero();
        clock.advance(Duration.ofSeconds(15));
        assertThat(rates.waitSeconds(ONE, null)).isZero();
    }

    @Test
    void aNetworkOfIpv6IsOneAndThisMachineIsNotCounted() {
        var rates = new RequestRates(1, 0, at(MINUTE));
        assertThat(rates.waitSeconds(InetAddress.ofLiteral("2001:db8::1"), null)).isZero();
        assertThat(rates.waitSeconds(InetAddress.ofLiteral("2001:db8::2"), null)).isPositive();
        for (var time = 0; time < 5; time++) {
            assertThat(rates.waitSeconds(InetAddress.ofLiteral("127.0.0.1"), null)).isZero();
        }
    }

    @Test
    void aTokenHasItsOwnWhereverItComesFrom() {
        var rates = new RequestRates(0, 2, at(MINUTE));
        assertThat(rates.waitSeconds(ONE, "Bearer a")).isZero();
        assertThat(rates.waitSeconds(OTHER, "Bearer a")).isZero();
        assertThat(rates.waitSeconds(ONE, "Bearer a")).isEqualTo(15);
        assertThat(rates.waitSeconds(ONE, "Bearer b")).isZero();
        assertThat(rates.waitSeconds(ONE, null)).isZero();
    }

    @Test
    void theDefaultsLetABuildOfAThousandPackagesThroughManyTimes() {
        var rates = new RequestRates(120_000, 60_000, at(MINUTE));
        for (var request = 0; request < 10 * 2_000; request++) {
            assertThat(rates.waitSeconds(ONE, "Bearer a")).isZero();
        }
    }
}
