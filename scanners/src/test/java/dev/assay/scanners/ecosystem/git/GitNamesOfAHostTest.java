package dev.assay.scanners.ecosystem.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;
import dev.assay.scanners.artifact.HostUpstream;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.NamesOfAHostContract;
import dev.assay.scanners.ecosystem.Upstream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two hosts of git's own http-backend. */
final class GitNamesOfAHostTest extends NamesOfAHostContract {

    private static final String HOST = "git.example.com";

    private final Map<At, SampleGitHost> servers =
            new EnumMap<>(Map.of(At.HOST, SampleGitHost.start(), At.OWN, SampleGitHost.start()));

    @BeforeAll
    static void git() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
    }

    @AfterEach
    void stop() {
        servers.values().forEach(SampleGitHost::close);
    }

    @Override
    protected Purl release(String name, String version) {
        return GitPlace.of(HOST, name).purl(version);
    }

    @Override
    protected void publish(At at, String name, String version) {
        var server = servers.get(at);
        server.tag(name, version, server.commit(name, Map.of("a.js", "// " + version + "\n")));
    }

    @Override
    protected void goAway(At at) {
        servers.get(at).away(503);
    }

    @Override
    protected HostUpstream own(String... namespaces) {
        return signedIn(null, namespaces);
    }

    private HostUpstream signedIn(@Nullable String authorization, String... namespaces) {
        return new HostUpstream(
                HOST,
                new OtherUpstream(servers.get(At.OWN).url(), List.of(namespaces), authorization));
    }

    @Override
    protected Upstream open(HostUpstream... others) {
        return new GitUpstream(
                new GitRemote(
                        new GitHosts(
                                Map.of(HOST, servers.get(At.HOST).url()),
                                Map.of(),
                                new HostUpstreams("git", List.of(others), NameOwners.inMemory())),
                        GitLimits.DEFAULT));
    }

    @Test
    void signsInWhereTheCredentialsAreFor() throws Exception {
        servers.get(At.OWN).demand("me", "s3cret");
        publish(At.OWN, "acme/mail", "1.0.0");
        var authorization = OtherUpstream.authorization(null, "me", "s3cret");
        try (var upstream = open(signedIn(authorization, "acme"))) {
            assertThat(upstream.find(release("acme/mail", "1.0.0")))
                    .isInstanceOf(LookupOutcome.Found.class);
        }
        assertThat(servers.get(At.HOST).requests()).isEmpty();
    }

    /** Hosts say so of what is not there, too; whether it is there, nobody knows. */
    @Test
    void takesARepositoryThatWantsATokenForOneThatMayBeThere() throws Exception {
        servers.get(At.HOST).demand("me", "s3cret");
        publish(At.OWN, "late/mail", "1.0.0");
        try (var upstream = open(own())) {
            assertThat(upstream.find(release("late/mail", "1.0.0")))
                    .isInstanceOf(LookupOutcome.Unavailable.class);
        }
        assertThat(servers.get(At.OWN).requests()).isEmpty();
    }
}
