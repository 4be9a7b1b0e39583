package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleRemoteServer;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.ecosystem.Upstreams;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;

/** Servers that run elsewhere, from the request to what becomes of an approval when they change. */
@Timeout(180)
class RemoteServersTest {

    private static final String FIND =
            """
            {"name": "find_note", "description": "Finds a note.", "inputSchema":
             {"type": "object", "properties": {"words": {"type": "string"}}}}""";
    private static final String SHARE =
            """
            {"name": "share_note", "description": "Shares a note.", "inputSchema": {"type": "object"}}""";
    private static final String[] SETTINGS = {
        "assay.watch.interval=400ms", "assay.upstream.remote.private-addresses=true"
    };

    @Test
    void areVettedByWhatTheySayAndReviewedAgainWhenTheySayOtherwise(@TempDir Path data)
            throws Exception {
        try (var server = SampleRemoteServer.start().inOrder().open(true).offering(FIND);
                var rig =
                        VettingRig.startWatching(
                                data, URI.create("http://127.0.0.1:9/"), SETTINGS)) {
            var now = state(rig, server);

            var release = rig.vet(now.toString(), "127.0.0.1");

            assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
            var snapshot = Objects.requireNonNull(rig.report(release.id()).snapshot());
            assertThat(snapshot.verdict()).isEqualTo(Verdict.REVIEW);
            assertThat(
                            Objects.requireNonNull(rig.report(release.id()).delta())
                                    .findings()
                                    .stream()
                                    .map(each -> each.kind() + " " + each.value()))
                    .contains(
                            FindingKind.AUTH_POSTURE + " no-sign-in",
                            FindingKind.TOOL_ADDED + " find_note");
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            server.offering(FIND, SHARE);

            var releases = rig.get(ReleaseStore.class);
            var changed = until(() -> releases.ofPackage(now.withVersion(null)).size() == 2);
            assertThat(changed).isTrue();
            var newer =
                    releases.ofPackage(now.withVersion(null)).stream()
                            .filter(each -> !each.purl().equals(now))
                            .findFirst()
                            .orElseThrow();
            var settled = rig.settled(newer.id());
            assertThat(settled.baselineId()).isEqualTo(release.id());
            assertThat(
                            Objects.requireNonNull(rig.report(newer.id()).delta())
                                    .findings()
                                    .stream()
                                    .map(each -> each.kind() + " " + each.value()))
                    .contains(FindingKind.TOOL_ADDED + " share_note")
                    .doesNotContain(FindingKind.TOOL_ADDED + " find_note");
            assertThat(rig.get(TaskStore.class).openAbout(now.withVersion(null)))
                    .anySatisfy(task -> assertThat(task.title()).contains("127.0.0.1"));
        }
    }

    private static Purl state(VettingRig rig, SampleRemoteServer server) throws Exception {
        var purl = Purl.parse(server.address());
        var upstream = rig.get(Upstreams.class).of(purl).orElseThrow();
        return switch (upstream.versions(purl, null)) {
            case VersionsOutcome.Found(var versions) ->
                    purl.withVersion(versions.all().iterator().next());
            case VersionsOutcome other -> throw new AssertionError(other);
        };
    }

    private static boolean until(java.util.function.BooleanSupplier holds)
            throws InterruptedException {
        for (var i = 0; i < 600 && !holds.getAsBoolean(); i++) {
            Thread.sleep(100);
        }
        return holds.getAsBoolean();
    }
}
