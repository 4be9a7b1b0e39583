package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.review.Review;
import dev.assay.registry.workflow.RestartOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** What goes wrong upstream ends in a state that says what, why and what to do. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private SampleUpstream upstream;
    private VettingRig rig;
    private Path data;

    @BeforeAll
    void start(@TempDir Path directory) {
        data = directory;
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url());
    }

    @AfterEach
    void clearFaults() {
        upstream.clearFaults();
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void saysThatThereIsNoSuchPackage() throws Exception {
        var release = rig.vet("npm:no-such-package@1.0.0");

        assertFailed(release, "no package 'no-such-package'", "Check the spelling");
        assertThat(steps(release)).isEmpty();
    }

    @Test
    void namesTheVersionsNextToOneThatDoesNotExist() throws Exception {
        for (var version : new String[] {"1.0.0", "1.2.0", "1.10.0", "2.0.0", "0.9.0", "0.8.0"}) {
            upstream.publish(SamplePackage.bare("versions", version, Map.of()));
        }

        var release = rig.vet("npm:versions@1.3.0");

        assertFailed(
                release,
                "no version 1.3.0",
                "near it are 0.9.0, 1.0.0, 1.2.0, 1.10.0, 2.0.0; the latest is ");
    }

    @Test
    void triesAgainWhileTheUpstreamIsAwayAndThenGivesUpWithTheWayOn() throws Exception {
        upstream.publish(SamplePackage.bare("away", "1.0.0", Map.of()));
        upstream.inject(Fault.UNAVAILABLE, "/");

        var release = rig.vet("npm:away@1.0.0");

        assertFailed(release, "does not answer", "503", "tried 3 times", "Vet again");
        assertThat(rig.reviews(release.id()))
                .singleElement()
                .extracting(Review::state)
                .isEqualTo(Review.State.WAITING);

        upstream.clearFaults();
        assertThat(rig.get(Workflow.class).vetAgain(rig.requester(), release.id()))
                .isInstanceOf(RestartOutcome.Restarted.class);
        assertThat(rig.settled(release.id()).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @Test
    void goesOnByItselfOnceTheUpstreamIsBack() throws Exception {
        upstream.publish(SamplePackage.bare("back", "1.0.0", Map.of()));
        upstream.inject(Fault.UNAVAILABLE, "/back/-/");
        rig.request("npm:back@1.0.0");
        var id = rig.get(ReleaseStore.class).find(Purl.parse("npm:back@1.0.0")).orElseThrow().id();
        var delayed = rig.await(id, release -> release.stateReason().contains("trying again"));
        assertThat(delayed.state()).isEqualTo(ReleaseState.VETTING);

        upstream.clearFaults();

        assertThat(rig.settled(id).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @Test
    void refusesATarballThatIsNotWhatTheRegistryPromises() throws Exception {
        upstream.publish(SamplePackage.bare("lying", "1.0.0", Map.of()));
        upstream.inject(Fault.ALTERED, "/lying/-/");

        var release = rig.vet("npm:lying@1.0.0");

        assertFailed(release, "not what the registry promises", "sha512-", "Do not use");
        assertThat(steps(release)).isEmpty();
        assertThat(release.sha256()).isNull();
    }

    @Test
    void refusesADependencysTarballThatLiesAndKeepsNoClosure() throws Exception {
        upstream.publish(SamplePackage.bare("inner", "1.0.0", Map.of()));
        upstream.publish(SamplePackage.bare("outer", "1.0.0", Map.of("inner", "^1.0.0")));
        upstream.inject(Fault.ALTERED, "/inner/-/");

        var release = rig.vet("npm:outer@1.0.0");

        assertFailed(release, "pkg:npm/inner@1.0.0", "not what the registry promises");
        assertThat(steps(release)).containsExactly(VettingStep.Name.ARTIFACT);
        assertThat(rig.get(ReportReader.class).release(release.id()).orElseThrow().closure())
                .isEmpty();
    }

    @Test
    void saysThatATarballCameCutOff() throws Exception {
        upstream.publish(SamplePackage.bare("cut", "1.0.0", Map.of()));
        upstream.inject(Fault.TRUNCATED, "/cut/-/");

        assertFailed(rig.vet("npm:cut@1.0.0"), "cut off", "tried 3 times");
    }

    @Test
    void namesTheDependencyThatCannotBeResolved() throws Exception {
        upstream.publish(SamplePackage.bare("lonely", "1.0.0", Map.of("no-such-thing", "^4.0.0")));

        var release = rig.vet("npm:lonely@1.0.0");

        assertFailed(release, "dependencies cannot be resolved", "no-such-thing");
    }

    @Test
    void vetsACircularDependency() throws Exception {
        upstream.publish(SamplePackage.bare("circle-a", "1.0.0", Map.of("circle-b", "^1.0.0")));
        upstream.publish(SamplePackage.bare("circle-b", "1.0.0", Map.of("circle-a", "^1.0.0")));

        var release = rig.vet("npm:circle-a@1.0.0");

        assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    @Test
    void refusesAnArtifactThatIsNoArchive() throws Exception {
        upstream.publish(
                SamplePackage.bare("text", "1.0.0", Map.of())
                        .withTarball("not a tarball".getBytes(StandardCharsets.UTF_8)));

        assertFailed(rig.vet("npm:text@1.0.0"), "could not be scanned", "cannot be approved");
    }

    @Test
    void refusesABombBeforeItGoesOff() throws Exception {
        upstream.publish(SamplePackage.bare("bomb", "1.0.0", Map.of()).withTarball(zeros()));

        assertFailed(rig.vet("npm:bomb@1.0.0"), "could not be scanned", "cannot be approved");
    }

    @Test
    void reportsADependencyThatCannotBeScannedInsteadOfSkippingIt() throws Exception {
        upstream.publish(
                SamplePackage.bare("unreadable", "1.0.0", Map.of())
                        .withTarball("not a tarball".getBytes(StandardCharsets.UTF_8)));
        upstream.publish(SamplePackage.bare("needy", "1.0.0", Map.of("unreadable", "1.0.0")));

        var release = rig.vet("npm:needy@1.0.0");

        assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
        var delta = Objects.requireNonNull(rig.report(release.id()).delta());
        assertThat(delta.findings())
                .anySatisfy(
                        finding -> {
                            assertThat(finding.kind().wireName()).isEqualTo("coverage");
                            assertThat(finding.severity().name()).isEqualTo("HIGH");
                            assertThat(finding.title()).contains("pkg:npm/unreadable@1.0.0");
                        });
    }

    @Test
    void refusesBytesThatWereAlteredOnOurOwnDisk() throws Exception {
        upstream.publish(SamplePackage.bare("kept", "1.0.0", Map.of()));
        upstream.inject(Fault.UNAVAILABLE, "/kept");
        var release = rig.vet("npm:kept@1.0.0");
        upstream.clearFaults();
        // The bytes are there under their name before vetting looks, but are not what they were.
        var digest = Sha256.of(SamplePackage.bare("kept", "1.0.0", Map.of()).tarball());
        var place =
                data.resolve("blobs")
                        .resolve("sha256")
                        .resolve(digest.hex().substring(0, 2))
                        .resolve(digest.hex());
        Files.createDirectories(place.getParent());
        Files.writeString(place, "altered");
        rig.get(Workflow.class).vetAgain(rig.requester(), release.id());

        assertFailed(rig.settled(release.id()), "was altered", "our own disk", place.toString());
    }

    @Test
    void recordsNothingWhileTheBlobStoreFailsAndGoesOnOnceItWorks() throws Exception {
        upstream.publish(SamplePackage.bare("unkept", "1.0.0", Map.of()));
        var unfinished = data.resolve("blobs").resolve("unfinished");
        Files.delete(unfinished);
        Files.writeString(unfinished, "in the way, as a full disk would be");

        var release = rig.vet("npm:unkept@1.0.0");

        assertFailed(release, "cannot keep or read its own files", "Free space", "tried 3 times");
        assertThat(steps(release)).isEmpty();
        Files.delete(unfinished);
        Files.createDirectory(unfinished);
        rig.get(Workflow.class).vetAgain(rig.requester(), release.id());
        assertThat(rig.settled(release.id()).state()).isEqualTo(ReleaseState.IN_REVIEW);
    }

    private Iterable<VettingStep.Name> steps(Release release) {
        return rig.get(VettingStore.class).steps(release.id()).stream()
                .map(VettingStep::name)
                .toList();
    }

    private static void assertFailed(Release release, String... words) {
        assertThat(release.stateReason()).contains(words);
        assertThat(release.state()).isEqualTo(ReleaseState.VETTING_FAILED);
    }

    /** Says 12 GB, brings 600 MB of nothing in half a megabyte. */
    private static byte[] zeros() throws IOException {
        var header = new byte[512];
        put(header, 0, "package/index.js");
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        // Twelve gigabytes in GNU's base-256 form, which octal digits cannot write.
        header[124] = (byte) 0x80;
        var size = 12L << 30;
        for (var i = 0; i < 8; i++) {
            header[135 - i] = (byte) (size >>> (8 * i));
        }
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = '0';
        put(header, 257, "ustar  \0");
        var sum = 0;
        for (var octet : header) {
            sum += octet & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header);
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 600; i++) {
                gzip.write(zeros);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
