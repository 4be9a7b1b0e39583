package dev.assay.scanners.flaw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionVersionsTest {

    /** The orders that the manuals of dpkg and apk give, and those of their test suites. */
    @ParameterizedTest
    @CsvSource({
        "1.0~rc1, 1.0",
        "1.0~~, 1.0~",
        "1.0~~a, 1.0~",
        "1.0, 1.0a",
        "1.0, 1.0-1",
        "1.0a, 1.0+b1",
        "3.0.9-1, 3.0.11-1~deb12u1",
        "3.0.11-1~deb12u1, 3.0.11-1~deb12u2",
        "3.0.11-1~deb12u2, 3.0.11-1",
        "9.9, 1:0.1",
        "1.2-1, 1.2-1ubuntu1",
        "1.2-1, 1.2-1+b1",
        "1.9, 1.10",
        "2.36-9+deb12u4, 2.36-9+deb12u10",
    })
    void dpkgOrdersWhatDebianReleases(String less, String more) {
        var one = DebianVersion.of(less).orElseThrow();
        var other = DebianVersion.of(more).orElseThrow();

        assertThat(one).isLessThan(other);
        assertThat(other).isGreaterThan(one);
        assertThat(one.compareTo(DebianVersion.of(less).orElseThrow())).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.4-r0, 1.2.4-r1",
        "1.2.9-r9, 1.2.10-r0",
        "3.1.4_alpha1-r0, 3.1.4_beta1-r0",
        "3.1.4_rc2, 3.1.4",
        "3.1.4, 3.1.4_p1",
        "9.6_p1-r1, 9.6_p2-r0",
        "1.1.1t-r3, 1.1.1u-r0",
        "1.1.1, 1.1.1a",
        "1.0, 1.0.1",
        "1.01, 1.1",
    })
    void apkOrdersWhatAlpineReleases(String less, String more) {
        var one = AlpineVersion.of(less).orElseThrow();
        var other = AlpineVersion.of(more).orElseThrow();

        assertThat(one).isLessThan(other);
        assertThat(other).isGreaterThan(one);
    }

    @ParameterizedTest
    @CsvSource({"'' ", "1 2", "1_2", "1:a:$"})
    void whatIsNoVersionIsNone(String text) {
        assertThat(DebianVersion.of(text)).isEmpty();
    }
}
