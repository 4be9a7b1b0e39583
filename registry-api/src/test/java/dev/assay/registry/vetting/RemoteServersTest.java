package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SampleRemoteServer;
import dev.assay.samples.SampleTls;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Servers that run elsewhere, from the request to what becomes of an approval when they change. */
@Timeout(180)
@SuppressWarnings("try") // Trust ends with the block, and is not asked for anything in it.
class RemoteServersTest {

    private static final String HOST = "127.0.0.1";
    private static final URI NO_UPSTREAM = URI.create("http://127.0.0.1:9/");
    private static final String FIND =
            """
            {"name": "find_note", "description": "Finds a note.", "inputSchema":
             {"type": "object", "properties": {"words": {"type": "string"}}}}""";
    private static final String SHARE =
            """
            {"name": "share_note", "description": "Shares a note.", "inputSchema": {"type": "object"}}""";

    @TempDir private Path folder;
    private SampleTls tls;
    private String[] settings;

    @BeforeEach
    void prepare() throws Exception {
        tls = SampleTls.in(folder);
        var token = Files.writeString(folder.resolve("token"), SampleRemoteServer.TOKEN + "\n");
        settings =
                new String[] {
                    "assay.watch.interval=400ms",
                    "assay.upstream.remote.private-addresses=true",
                    "assay.upstream.remote.token-files[127.0.0.1]=" + token
                };
    }

    @Test
    void areVettedByWhatTheySayAndReviewedAgainWhenTheySayOtherwise(@TempDir Path data)
            throws Exception {
        try (var trusted = tls.trusted();
                var server = SampleRemoteServer.start(tls.server()).inOrder().offering(FIND);
                var rig = VettingRig.startWatching(data, NO_UPSTREAM, settings)) {
            var release = rig.vet(server.address(), HOST);

            assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(findings(rig, release))
                    .contains(FindingKind.TOOL_ADDED + " find_note")
                    .noneMatch(each -> each.startsWith("AUTH_POSTURE"));
            assertThat(rig.request(server.address(), HOST))
                    .as("the same state is the same release")
                    .isInstanceOf(RequestOutcome.Joined.class);
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            server.offering(FIND, SHARE);

            var releases = rig.get(ReleaseStore.class);
            var server1 = release.purl().withVersion(null);
            assertThat(until(() -> releases.ofPackage(server1).size() == 2)).isTrue();
            var newer =
                    releases.ofPackage(server1).stream()
                            .filter(each -> !each.id().equals(release.id()))
                            .findFirst()
                            .orElseThrow();
            var settled = rig.settled(newer.id());
            assertThat(settled.baselineId()).isEqualTo(release.id());
            assertThat(findings(rig, newer))
                    .contains(FindingKind.TOOL_ADDED + " share_note")
                    .doesNotContain(FindingKind.TOOL_ADDED + " find_note");
            assertThat(rig.get(TaskStore.class).openAbout(server1))
                    .anySatisfy(task -> assertThat(task.title()).contains(HOST));
        }
    }

    @Test
    void areNotApprovedWhileTheyLetAnybodyIn(@TempDir Path data) throws Exception {
        try (var trusted = tls.trusted();
                var server =
                        SampleRemoteServer.start(tls.server()).inOrder().open(true).offering(FIND);
                var rig = VettingRig.start(data, NO_UPSTREAM, settings)) {
            var release = rig.vet(server.address(), HOST);

            assertThat(findings(rig, release)).contains(FindingKind.AUTH_POSTURE + " no-sign-in");
            assertThat(Objects.requireNonNull(rig.report(release.id()).snapshot()).verdict())
                    .isEqualTo(Verdict.REVIEW);
            assertThat(rig.approve(release.id()))
                    .isInstanceOfSatisfying(
                            DecisionOutcome.Refused.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains("asks nobody to sign in"));
        }
    }

    @Test
    void onPrivateAddressesAreNotAskedUnlessASettingSaysSo(@TempDir Path data) throws Exception {
        try (var server = SampleRemoteServer.start().inOrder();
                var rig = VettingRig.start(data, NO_UPSTREAM)) {
            assertThat(rig.request(server.address(), HOST).toString())
                    .contains("127.0.0.1 is not public", "assay.upstream.remote.private-addresses");
            assertThat(server.asked()).isEmpty();
        }
    }

    private static List<String> findings(VettingRig rig, Release release) {
        return Objects.requireNonNull(rig.report(release.id()).delta()).findings().stream()
                .map(each -> each.kind() + " " + each.value())
                .toList();
    }

    private static boolean until(BooleanSupplier holds) throws InterruptedException {
        for (var i = 0; i < 600 && !holds.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        return holds.getAsBoolean();
    }
}
