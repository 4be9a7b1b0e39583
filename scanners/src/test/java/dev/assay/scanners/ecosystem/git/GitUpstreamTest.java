package dev.assay.scanners.ecosystem.git;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;

import org.junit.jupiter.api.BeforeAll;

import java.util.Map;

/** Against git's own http-backend. */
final class GitUpstreamTest extends UpstreamContract {

    private final SampleGitHost server = SampleGitHost.start();

    @BeforeAll
    static void git() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
    }

    @Override
    protected Upstream open() {
        return new GitUpstream(
                new GitRemote(
                        new GitHosts(Map.of("git.example.com", server.url()), Map.of()),
                        GitLimits.DEFAULT));
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected boolean resolvesDependencies() {
        return false;
    }

    @Override
    protected Purl named(String name) {
        return GitPlace.of("git.example.com", "contract/" + name).purl(null);
    }

    private static String repository(Purl release) {
        return GitPlace.of(release).orElseThrow().path();
    }

    @Override
    protected void publish(Purl release, String needs) {
        var commit =
                server.commit(
                        repository(release),
                        Map.of("index.js", "console.log('" + release.version() + "');\n"));
        server.annotate(repository(release), release.exactVersion(), commit);
    }

    @Override
    protected void publishHostile(Purl release) {
        var repository = repository(release);
        var commit =
                server.commitEntries(
                        repository,
                        "120000 " + server.blob(repository, "../../../etc/passwd") + "\tconfig\n");
        server.tag(repository, release.exactVersion(), commit);
    }

    @Override
    protected void alter(Purl release) {
        server.alter();
    }

    @Override
    protected void withdraw(Purl release) {
        server.removeTag(repository(release), release.exactVersion());
    }

    @Override
    protected void goAway() {
        server.away(503);
    }
}
