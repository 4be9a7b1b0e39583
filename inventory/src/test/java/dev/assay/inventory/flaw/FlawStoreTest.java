package dev.assay.inventory.flaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.flaw.Flaw;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class FlawStoreTest {

    private static final Set<ReleaseState> STATES = Set.of(ReleaseState.REQUESTED);
    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

    @Parameter Database database;
    private FlawStore flaws;
    private Id release;

    @BeforeEach
    void open() {
        flaws = new FlawStore(database.jdbc(), Database.ticking());
        var releases = new ReleaseStore(database.jdbc(), Database.ticking());
        release = releases.add(Samples.purl()).id();
        releases.vetted(release, null, Sha256.of(release.value().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void keepsWhatWasFoundLastAndSaysWhetherThatIsNew() {
        assertThat(flaws.find(release)).isEmpty();
        assertThat(flaws.keep(release, List.of("OSV"), List.of(), "")).isTrue();
        var first = flaws.find(release).orElseThrow();

        assertThat(flaws.keep(release, List.of("OSV", "NVD"), List.of(), "")).isFalse();
        var second = flaws.find(release).orElseThrow();
        assertThat(second.changedAt()).isEqualTo(first.changedAt());
        assertThat(second.scannedAt()).isAfter(first.scannedAt());
        assertThat(second.sources()).containsExactly("OSV", "NVD");

        var flaw = flaw("GHSA-1");
        assertThat(flaws.keep(release, List.of("OSV"), List.of(flaw), "")).isTrue();
        var third = flaws.find(release).orElseThrow();
        assertThat(third.flaws()).containsExactly(flaw);
        assertThat(third.changedAt()).isAfter(second.changedAt());
        assertThat(flaws.changedAt().orElseThrow()).isAfterOrEqualTo(third.changedAt());
        assertThat(third.isWhole()).isTrue();

        assertThat(flaws.keep(release, List.of("OSV"), List.of(flaw), "nobody knows it")).isTrue();
        var fourth = flaws.find(release).orElseThrow();
        assertThat(fourth.unscanned()).isEqualTo("nobody knows it");
        assertThat(fourth.isWhole()).isFalse();
    }

    @Test
    void tellsWhichReleasesNobodyHasLookedAtSince() {
        assertThat(flaws.past(EVER, STATES, 10_000)).contains(release);

        flaws.keep(release, List.of("OSV"), List.of(), "");

        assertThat(flaws.past(EVER, STATES, 10_000)).doesNotContain(release);
        assertThat(flaws.past(NEVER, STATES, 10_000)).contains(release);
        assertThat(flaws.past(NEVER, Set.of(ReleaseState.APPROVED), 10_000))
                .doesNotContain(release);
    }

    private static Flaw flaw(String id) {
        return new Flaw(
                "pkg:npm/lodash@4.17.4",
                id,
                List.of("CVE-1"),
                Severity.HIGH,
                true,
                false,
                false,
                List.of("4.17.12"),
                "It's \"odd\" — made up",
                List.of("OSV"));
    }
}
