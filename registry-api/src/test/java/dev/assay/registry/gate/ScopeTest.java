package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class ScopeTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Purl ONE = Purl.npm("@lib/zod", "1.0.0");

    private final Scope scope =
            new Scope(
                    new GateSnapshot(
                            NOW, List.of(approved(ONE), approved(ONE.withVersion("2.0.0")))),
                    new Alterations(
                            new FetchStore(
                                    JdbcClient.create(new SimpleDriverDataSource()),
                                    Clock.systemUTC())),
                    Stage.PRODUCTION,
                    null,
                    NOW);

    @Test
    void allowsAVersionThatIsApproved() {
        assertThat(scope.decide(ONE)).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void refusesAnotherVersionOfTheSamePackage() {
        assertThat(scope.decide(ONE.withVersion("1.0.1"))).isInstanceOf(Decision.Blocked.class);
    }

    @Test
    void refusesAPackageThatIsNamedWithoutAVersion() {
        assertThat(scope.decide(ONE.withVersion(null))).isInstanceOf(Decision.Blocked.class);
    }

    @Test
    void knowsTheVersionsOfAPackageAndEachOfThemAlone() {
        assertThat(scope.snapshot().holds(ONE.withVersion(null))).hasSize(2);
        assertThat(scope.snapshot().holds(ONE))
                .singleElement()
                .satisfies(hold -> assertThat(hold.held().purl()).isEqualTo(ONE));
    }

    private static KnownRelease approved(Purl purl) {
        var sha256 = Sha256.of(purl.toString().getBytes(StandardCharsets.UTF_8));
        return new KnownRelease(
                Id.random(),
                purl,
                ReleaseState.APPROVED,
                "",
                Stage.PRODUCTION,
                NOW.plus(Duration.ofDays(1)),
                NOW,
                List.of(new HeldPackage(purl, Integrity.of(sha256), sha256, 1, "{}")),
                List.of(),
                null);
    }
}
