package dev.assay.inventory.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;

/** A node whose clock is far from the database's does not start, and says which way. */
class ClockCheckTest {

    @BeforeEach
    void available() {
        Database.POSTGRESQL.source();
    }

    private static void compare(Duration ahead) {
        ClockCheck.compare(Database.POSTGRESQL.jdbc(), Clock.offset(Clock.systemUTC(), ahead));
    }

    @Test
    void namesHowFarAndWhatToDo() {
        assertThatThrownBy(() -> compare(Duration.ofHours(1)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageMatching(
                        "this machine's clock is 3(599|60\\d) s ahead of the database's; .*NTP.*");
        assertThatThrownBy(() -> compare(Duration.ofHours(-1)))
                .isInstanceOf(MisconfiguredException.class)
                .hasMessageContaining(" s behind the database's");
    }

    @Test
    void letsPassWhatIsCloseAndOnlyTellsWhatIsNotFar() {
        assertThatCode(() -> compare(Duration.ZERO)).doesNotThrowAnyException();
        assertThatCode(() -> compare(Duration.ofSeconds(30))).doesNotThrowAnyException();
    }

    @Test
    void saysOfARunningNodeWhetherItsClockIsFar() {
        assertThat(isFar(Duration.ofDays(2))).isTrue();
        assertThat(isFar(Duration.ofDays(-2))).isTrue();
        assertThat(isFar(Duration.ofSeconds(30))).isFalse();
        assertThat(new ClockCheck(null, Clock.systemUTC()).isFar()).isFalse();
    }

    private static boolean isFar(Duration ahead) {
        return new ClockCheck(Database.POSTGRESQL.jdbc(), Clock.offset(Clock.systemUTC(), ahead))
                .isFar();
    }
}
