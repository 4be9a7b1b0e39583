package dev.assay.inventory.release;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.REQUESTED;
import static dev.assay.inventory.release.ReleaseState.VETTING;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DuplicateKeyException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

@ParameterizedClass
@EnumSource(Database.class)
class ReleaseStoreTest {

    @Parameter Database database;
    private ReleaseStore releases;

    @BeforeEach
    void open() {
        releases = new ReleaseStore(database.jdbc(), Database.ticking());
    }

    @Test
    void beginsARequestedReleaseAndFindsItByBothItsNames() {
        var purl = Samples.purl();

        var release = releases.add(purl);

        assertThat(release.state()).isEqualTo(REQUESTED);
        assertThat(release.purl()).isEqualTo(purl);
        assertThat(releases.find(purl)).contains(release);
        assertThat(releases.find(release.id())).contains(release);
        assertThatThrownBy(() -> releases.add(purl)).isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void movesAReleaseOnlyFromWhereItIsExpected() {
        var release = releases.add(Samples.purl());

        assertThat(releases.move(release.id(), Set.of(APPROVED), VETTING, "no")).isFalse();
        assertThat(releases.move(release.id(), Set.of(REQUESTED), VETTING, "r".repeat(3000)))
                .isTrue();

        var moved = releases.find(release.id()).orElseThrow();
        assertThat(moved.state()).isEqualTo(VETTING);
        assertThat(moved.stateReason()).hasSize(2000).endsWith("…");
        assertThat(moved.updatedAt()).isAfter(release.updatedAt());
        assertThat(releases.inStates(List.of(VETTING))).contains(moved);
        assertThat(releases.inStates(List.of(REQUESTED))).doesNotContain(moved);
    }

    @Test
    void remembersBytesSnapshotAndApproval() {
        var baseline = releases.add(Samples.purl());
        var release = releases.add(Samples.purl());
        var sha256 = Samples.sha256();
        var integrity = Samples.integrity();
        var snapshot = Samples.sha256();
        var expires = Instant.parse("2027-01-01T00:00:00Z");

        releases.fetched(release.id(), sha256, integrity);
        releases.vetted(release.id(), baseline.id(), snapshot);
        releases.approved(release.id(), Stage.PILOT, expires);

        var found = releases.find(release.id()).orElseThrow();
        assertThat(found.sha256()).isEqualTo(sha256);
        assertThat(found.integrity()).isEqualTo(integrity);
        assertThat(found.baselineId()).isEqualTo(baseline.id());
        assertThat(found.snapshotSha256()).isEqualTo(snapshot);
        assertThat(found.stage()).isEqualTo(Stage.PILOT);
        assertThat(found.expiresAt()).isEqualTo(expires);
        assertThat(found.approvedAt()).isEqualTo(found.updatedAt());
    }

    @Test
    void putsTheVersionApprovedLastFirst() {
        var purl = Samples.purl();
        var first = releases.add(purl);
        var second = releases.add(purl.withVersion("1.1.0"));
        var third = releases.add(purl.withVersion("1.2.0"));
        var year = Instant.parse("2027-01-01T00:00:00Z");
        releases.approved(second.id(), Stage.PILOT, year);
        releases.approved(first.id(), Stage.PILOT, year);

        assertThat(releases.ofPackage(purl))
                .extracting(Release::id)
                .containsExactly(first.id(), second.id(), third.id());
    }

    @Test
    void makesOthersWaitForALockedRelease() throws Exception {
        var release = releases.add(Samples.purl());
        var locked = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var holder =
                    threads.submit(
                            () ->
                                    database.transactions()
                                            .executeWithoutResult(
                                                    status -> {
                                                        releases.lock(release.id());
                                                        locked.countDown();
                                                        await(mayCommit);
                                                        releases.move(
                                                                release.id(),
                                                                Set.of(REQUESTED),
                                                                VETTING,
                                                                "first");
                                                    }));
            locked.await();
            var waiting =
                    threads.submit(
                            () ->
                                    database.transactions()
                                            .execute(
                                                    status ->
                                                            releases.lock(release.id())
                                                                    .orElseThrow()
                                                                    .state()));
            Thread.sleep(200);
            assertThat(waiting.isDone()).isFalse();
            mayCommit.countDown();
            holder.get();

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(VETTING);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
