package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class GitPlaceTest {

    @Test
    void readsTheTypesOfThePurlSpecificationByTheirHosts() {
        var purl = Purl.parse("pkg:github/Acme/Server@v1.2.0");

        assertThat(GitPlace.of(purl)).contains(new GitPlace("github.com", "acme/server"));
        assertThat(purl.version()).isEqualTo("v1.2.0");
        assertThat(purl.packageName()).isEqualTo("github.com/acme/server");
        assertThat(GitPlace.of(Purl.parse("pkg:gitlab/team/sub/server")))
                .contains(new GitPlace("gitlab.com", "team/sub/server"));
        assertThat(GitPlace.of(Purl.parse("pkg:bitbucket/acme/server")))
                .contains(new GitPlace("bitbucket.org", "acme/server"));
    }

    @Test
    void givesARepositoryOneNameHoweverItIsWritten() {
        assertThat(Purl.parse("git:github.com/Acme/Server.git@v1.2.0"))
                .isEqualTo(Purl.parse("pkg:github/acme/server@v1.2.0"));
        assertThat(Purl.parse("git:GIT.example.com/Team/Server@@scope/name@1.0"))
                .isEqualTo(
                        new Purl(
                                "generic",
                                "git/git.example.com/Team",
                                "Server",
                                "@scope/name@1.0"));
        assertThat(Purl.parse("git:git.example.com/server").toString())
                .isEqualTo("pkg:generic/git/git.example.com/server");
        assertThat(Purl.parse(Purl.parse("git:git.example.com/a/b@v1/2").toString()))
                .isEqualTo(Purl.parse("git:git.example.com/a/b@v1/2"));
    }

    @Test
    void refusesWhatLeadsElsewhere() {
        for (var text :
                new String[] {
                    "git:git.example.com",
                    "git:git.example.com/",
                    "git:git.example.com/../etc",
                    "git:-oProxyCommand=x/y",
                    "git:user@git.example.com/a",
                    "git:git.example.com:22/a",
                    "git:github.com/server",
                    "git:git.example.com/a//b",
                    "git:git.example.com/a b"
                }) {
            assertThatThrownBy(() -> Purl.parse(text))
                    .as(text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(GitPlace.of(new Purl("generic", "git/git.example.com/..", "x", null))).isEmpty();
        assertThat(GitPlace.of(new Purl("generic", "git", "x", null))).isEmpty();
        assertThat(GitPlace.of(new Purl("gitlab", "Team", "Server", null))).isEmpty();
    }

    @Test
    void leavesRemoteServersAndPackagesAlone() {
        assertThat(GitPlace.isOne(Purl.parse("https://mcp.example.com/mcp"))).isFalse();
        assertThat(GitPlace.isOne(Purl.parse("npm:left-pad@1.0.0"))).isFalse();
    }
}
