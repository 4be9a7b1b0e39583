package dev.assay.inventory.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.time.LocalDate;

@ParameterizedClass
@EnumSource(Database.class)
class FetchCountStoreTest {

    private static final LocalDate DAY = LocalDate.parse("2026-02-03");
    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    @Parameter Database database;
    private FetchCountStore counts;
    private Release release;

    @BeforeEach
    void open() {
        counts = new FetchCountStore(database.jdbc());
        release = new ReleaseStore(database.jdbc(), Database.ticking()).add(Samples.purl());
    }

    @Test
    void addsUpWhatNodesCount() {
        counts.add(counted("token:a", 3, NOON));
        counts.add(counted("token:a", 4, NOON.minusSeconds(60)));
        counts.add(counted(FetchCount.ANONYMOUS, 1, NOON.minusSeconds(90)));

        assertThat(counts.of(release.purl(), DAY, 10))
                .containsExactly(
                        counted("token:a", 7, NOON),
                        counted(FetchCount.ANONYMOUS, 1, NOON.minusSeconds(90)));
    }

    @Test
    void forgetsWhatIsOld() {
        counts.add(counted("token:a", 3, NOON));
        assertThat(counts.of(release.purl(), DAY.plusDays(1), 10)).isEmpty();
        counts.forget(DAY.plusDays(1));
        assertThat(counts.of(release.purl(), DAY, 10)).isEmpty();
    }

    private FetchCount counted(String caller, long times, Instant last) {
        return new FetchCount(
                release.id(), DAY, caller, Stage.PILOT, FetchCount.Outcome.SERVED, times, last);
    }
}
