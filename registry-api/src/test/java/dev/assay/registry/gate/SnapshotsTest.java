package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.samples.SamplePackage;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

final class SnapshotsTest {

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());
    private final SamplePackage demo =
            SamplePackage.bare("demo-mcp", "1.0.0", Map.of("@lib/zod", "^3.0.0"));
    private final SamplePackage other =
            SamplePackage.bare("other-mcp", "1.0.0", Map.of("@lib/zod", "^3.0.0"));

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = new GateRig(directory);
        rig.publish(zod, demo, other);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private GateSnapshot current() {
        return rig.snapshots.current().orElseThrow();
    }

    @Test
    void staysTheSameWhileNothingChanges() {
        rig.approve(demo, zod);
        var before = current();

        rig.snapshots.refresh();

        assertThat(current()).isSameAs(before);
    }

    @Test
    void sharesWhatClosuresHaveInCommon() {
        rig.approve(demo, zod);
        rig.approve(other, zod);

        assertThat(current().holds(Purl.npm("@lib/zod", null)))
                .hasSize(2)
                .extracting(GateSnapshot.Hold::held)
                .allMatch(
                        held ->
                                held
                                        == current()
                                                .holds(Purl.npm("@lib/zod", null))
                                                .getFirst()
                                                .held());
    }

    @Test
    void survivesOnDisk() throws IOException {
        var approved = rig.approve(demo, zod);
        var pending = rig.known(ReleaseState.IN_REVIEW, "waits", other, zod);
        rig.snapshotFile().write(new SnapshotFile.Saved(current(), rig.clock.instant()));

        var read = rig.snapshotFile().read().orElseThrow().snapshot();

        assertThat(read.readAt()).isEqualTo(current().readAt());
        assertThat(read.release(approved)).isEqualTo(current().release(approved));
        assertThat(read.release(pending)).isEqualTo(current().release(pending));
        assertThat(read.unapprovedClosuresWith(Purl.npm("@lib/zod", "3.1.0")))
                .extracting(KnownRelease::id)
                .containsExactly(pending);
    }

    @Test
    void startsFromDiskWhileTheDatabaseIsAway() throws IOException {
        rig.approve(demo, zod);
        rig.snapshots.close();
        rig.loseDatabase();

        try (var restarted = restarted()) {
            restarted.start();

            assertThat(restarted.current().orElseThrow().holds(Purl.npm("demo-mcp", null)))
                    .hasSize(1);
        }
    }

    @Test
    void knowsNothingWhereTheFileIsDamaged() throws IOException {
        rig.approve(demo, zod);
        rig.snapshots.close();
        var file = directory.resolve("gate-snapshot.json.gz");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(file, bytes);
        rig.loseDatabase();

        try (var restarted = restarted()) {
            restarted.start();

            assertThat(restarted.current()).isEmpty();
        }
    }

    @Test
    void knowsNothingWhereTheFileWasSignedWithAnotherKey() throws IOException {
        rig.approve(demo, zod);
        new SnapshotFile(directory.resolve("gate-snapshot.json.gz"), SigningKey.make())
                .write(new SnapshotFile.Saved(current(), rig.clock.instant()));
        rig.loseDatabase();

        try (var restarted = restarted()) {
            restarted.start();

            assertThat(restarted.current()).isEmpty();
        }
    }

    @Test
    void believesNoSnapshotThatIsTooOld() {
        rig.approve(demo, zod);
        rig.loseDatabase();

        rig.clock.advance(Duration.ofDays(399));
        rig.snapshots.refresh();
        assertThat(rig.snapshots.current()).isPresent();
        rig.clock.advance(Duration.ofDays(2));
        rig.snapshots.refresh();

        assertThat(rig.snapshots.current()).isEmpty();
    }

    @Test
    void countsTheAgeOverARestart() throws IOException {
        rig.approve(demo, zod);
        rig.snapshots.close();
        rig.loseDatabase();
        rig.clock.advance(Duration.ofHours(25));

        try (var restarted = restarted()) {
            restarted.start();

            assertThat(restarted.current()).isEmpty();
        }
    }

    @Test
    void agesThoughTheClockIsSetBack() throws IOException {
        rig.approve(demo, zod);
        var passed = new AtomicLong();
        try (var snapshots = restarted(passed::get)) {
            snapshots.start();
            rig.loseDatabase();
            rig.clock.advance(Duration.ofDays(-10));

            passed.addAndGet(Duration.ofHours(23).toNanos());
            snapshots.refresh();
            assertThat(snapshots.current()).isPresent();
            passed.addAndGet(Duration.ofHours(2).toNanos());
            snapshots.refresh();

            assertThat(snapshots.current()).isEmpty();
        }
    }

    @Test
    void knowsNothingWhereTheFileWasConfirmedLaterThanNow() throws IOException {
        rig.approve(demo, zod);
        rig.snapshots.close();
        rig.loseDatabase();
        rig.clock.advance(Duration.ofHours(-2));

        try (var restarted = restarted()) {
            restarted.start();

            assertThat(restarted.current()).isEmpty();
        }
    }

    private Snapshots restarted() {
        return restarted(System::nanoTime);
    }

    private Snapshots restarted(LongSupplier nanos) {
        return new Snapshots(
                new SnapshotReader(
                        rig.releases,
                        rig.closures,
                        rig.vettings,
                        release -> Optional.empty(),
                        rig.clock),
                rig.snapshotFile(),
                Duration.ofHours(1),
                Duration.ofDays(1),
                rig.clock,
                nanos);
    }
}
