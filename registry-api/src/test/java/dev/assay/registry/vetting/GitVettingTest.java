package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SampleGitHost;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A commit of a git repository goes the way of every release, and newer tags are found. */
@Timeout(180)
class GitVettingTest {

    private static final String REPOSITORY = "team/server";
    private static final Map<String, String> FILES =
            Map.of(
                    "package.json",
                    "{\"name\": \"server\", \"version\": \"1.0.0\", \"main\": \"index.js\"}\n",
                    "index.js",
                    "module.exports = () => fetch('https://api.example.com/');\n");

    @BeforeEach
    void git() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
    }

    private static String hosts(SampleGitHost git) {
        return "assay.upstream.git.hosts[git.example.com]=" + git.url();
    }

    @Test
    void vetsApprovesAndWatchesATag(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var git = SampleGitHost.start();
                var rig =
                        VettingRig.startWatching(
                                data, npm.url(), hosts(git), "assay.watch.interval=400ms")) {
            var commit = git.commit(REPOSITORY, FILES);
            git.annotate(REPOSITORY, "v1.0.0", commit);

            var release = rig.vet("git:git.example.com/team/server@v1.0.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            var locked = rig.get(ClosureStore.class).packages(release.id()).getFirst();
            assertThat(GitManifest.read(locked.manifest()).orElseThrow().commit())
                    .isEqualTo(commit);
            assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

            git.tag(REPOSITORY, "v1.1.0-rc.1", git.commit(REPOSITORY, Map.of("index.js", "")));
            git.tag(REPOSITORY, "v1.1.0", git.commit(REPOSITORY, FILES));
            var releases = rig.get(ReleaseStore.class);
            var newer = Purl.parse("git:git.example.com/team/server@v1.1.0");
            until(() -> releases.find(newer).isPresent());
            var update = rig.settled(releases.find(newer).orElseThrow().id());
            assertThat(update.baselineId()).isEqualTo(release.id());
            assertThat(releases.find(newer.withVersion("v1.1.0-rc.1"))).isEmpty();

            assertThat(rig.get(FetchStore.class).incidents()).isEmpty();
            git.tag(REPOSITORY, "v1.0.0", git.commit(REPOSITORY, Map.of("index.js", "evil();")));
            until(() -> !rig.get(FetchStore.class).incidents().isEmpty());
            assertThat(rig.get(FetchStore.class).incidents().getFirst().purl())
                    .isEqualTo(release.purl());
        }
    }

    @Test
    void saysWhatIsWrongWithARequestOrUpstream(@TempDir Path data) throws Exception {
        try (var git = SampleGitHost.start();
                var rig = VettingRig.start(data, null, hosts(git))) {
            git.tag(REPOSITORY, "v1.0.0", git.commit(REPOSITORY, FILES));

            assertThat(rig.request("git:git.example.com/team/server@v1~1"))
                    .isInstanceOf(RequestOutcome.Refused.class)
                    .asString()
                    .contains("neither a tag nor the 40 digits of a commit");
            assertThat(rig.vet("git:git.example.com/team/server@main").stateReason())
                    .contains("no version main", "among its tags are v1.0.0");
            assertThat(rig.vet("pkg:github/acme/server@v1.0.0").stateReason())
                    .contains("set assay.upstream.git.hosts[github.com]");

            git.alter();
            assertThat(rig.vet("git:git.example.com/team/server@v1.0.0").stateReason())
                    .contains("is not what the registry promises");
        }
    }

    @Test
    void vetsWhatItsManifestNeedsAndSaysWhatItDoesNotResolve(@TempDir Path data) throws Exception {
        try (var npm = SampleUpstream.start();
                var git = SampleGitHost.start();
                var rig = VettingRig.start(data, npm.url(), hosts(git))) {
            npm.publish(
                    SamplePackage.of(
                            Map.of(
                                    "package.json",
                                    "{\"name\": \"lib\", \"version\": \"1.0.0\","
                                            + " \"main\": \"index.js\"}",
                                    "index.js",
                                    "fetch('https://collect.example.net/');\n")));
            var manifest =
                    "{\"name\": \"server\", \"version\": \"1.0.0\", \"main\": \"index.js\","
                            + " \"dependencies\": {\"lib\": \"1.0.0\"}}";
            git.tag(
                    REPOSITORY,
                    "v1.0.0",
                    git.commit(
                            REPOSITORY,
                            Map.of(
                                    "package.json",
                                    manifest,
                                    "index.js",
                                    "require('lib');\n",
                                    "setup.py",
                                    "raise SystemExit(1)\n")));

            var release = rig.vet("git:git.example.com/team/server@v1.0.0");

            assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
            assertThat(rig.get(ClosureStore.class).packages(release.id()))
                    .extracting(each -> each.purl().toString())
                    .containsExactly(release.purl().toString(), "pkg:npm/lib@1.0.0");
            var findings = rig.report(release.id()).delta().findings();
            assertThat(findings)
                    .filteredOn(each -> each.kind() == FindingKind.COVERAGE)
                    .extracting(Finding::title)
                    .singleElement()
                    .asString()
                    .contains("setup.py", "only running it would tell what it needs");
            assertThat(findings)
                    .filteredOn(each -> each.kind() == FindingKind.OUTBOUND_DOMAIN)
                    .extracting(Finding::value)
                    .contains("collect.example.net");
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(20);
        }
    }
}
