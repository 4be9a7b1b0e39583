package dev.assay.inventory.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class WatchStoreTest {

    /** Before what the ticking clock says, and after. */
    private static final Instant PAST = Instant.parse("2025-01-01T00:00:00Z");

    private static final Instant FUTURE = Instant.parse("2027-01-01T00:00:00Z");

    @Parameter Database database;
    private WatchStore watched;
    private ReleaseStore releases;
    private Purl server;

    @BeforeEach
    void open() {
        watched = new WatchStore(database.jdbc(), Database.ticking());
        releases = new ReleaseStore(database.jdbc(), Database.ticking());
        var purl = Samples.purl();
        server = purl.withVersion(null);
        var release = releases.add(purl);
        releases.move(
                release.id(), Set.of(ReleaseState.REQUESTED), ReleaseState.APPROVED, "approved");
    }

    @Test
    void watchesAPackageOnceAlsoInsideATransactionThatGoesOn() {
        assertThat(watched.missing()).contains(server);

        database.transactions()
                .executeWithoutResult(
                        status -> {
                            watched.add(server, PAST);
                            watched.add(server, FUTURE);
                            assertThat(watched.find(server).orElseThrow().nextLookAt())
                                    .isEqualTo(PAST);
                        });

        assertThat(watched.missing()).doesNotContain(server);
        assertThat(watched.due(1000)).extracting(WatchedPackage::packagePurl).contains(server);
    }

    @Test
    void countsFailuresUntilAnAnswerComes() {
        watched.add(server, PAST);

        watched.failed(server, "x".repeat(2000), PAST);
        watched.failed(server, "it answered 503", FUTURE);
        var failing = watched.find(server).orElseThrow();
        assertThat(failing.failures()).isEqualTo(2);
        assertThat(failing.problem()).isEqualTo("it answered 503");
        assertThat(failing.answeredAt()).isNull();
        assertThat(watched.due(1000))
                .extracting(WatchedPackage::packagePurl)
                .doesNotContain(server);

        watched.answered(server, "\"tag\"", "under", null, FUTURE);
        var answered = watched.find(server).orElseThrow();
        assertThat(answered.failures()).isZero();
        assertThat(answered.problem()).isNull();
        assertThat(answered.etag()).isEqualTo("\"tag\"");
        assertThat(answered.answeredAt()).isNotNull();

        watched.answered(server, "t".repeat(501), "under", null, FUTURE);
        assertThat(watched.find(server).orElseThrow().etag())
                .as("an entity tag too long to keep is none")
                .isNull();
    }

    @Test
    void forgetsWhatIsApprovedNoMore() {
        watched.add(server, PAST);
        watched.forgetOthers();
        assertThat(watched.find(server)).isPresent();

        var release = releases.ofPackage(server).getFirst();
        releases.move(release.id(), Set.of(ReleaseState.APPROVED), ReleaseState.REVOKED, "bad");
        watched.forgetOthers();
        assertThat(watched.find(server)).isEmpty();
    }
}
