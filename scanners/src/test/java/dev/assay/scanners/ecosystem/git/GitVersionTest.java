package dev.assay.scanners.ecosystem.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;

import java.util.stream.Stream;

final class GitVersionTest {

    @Test
    void ordersTagsThatReadLikeVersions() {
        assertThat(
                        Stream.of(
                                        "v1.10.0",
                                        "1.9",
                                        "release-1.9.1",
                                        "v2",
                                        "v2.0.0-rc.1",
                                        "1.9.0rc1")
                                .map(tag -> GitVersion.parse(tag).orElseThrow())
                                .sorted()
                                .map(GitVersion::text))
                .containsExactly(
                        "1.9.0rc1", "1.9", "release-1.9.1", "v1.10.0", "v2.0.0-rc.1", "v2");
        assertThat(GitVersion.parse("v2.0.0-rc.1").orElseThrow().isPrerelease()).isTrue();
        assertThat(GitVersion.parse("v2.1.0").orElseThrow().line()).isEqualTo("2");
    }

    @Test
    void givesNoPlaceToWhatIsNoVersion() {
        for (var tag :
                new String[] {
                    "latest",
                    "server/v1.0.0",
                    "nightly-20260101",
                    "0123456789012345",
                    "v1.2.3.4.5",
                    "3f786850e387550fdab836ed7e6dc881de23001b"
                }) {
            assertThat(GitVersion.parse(tag)).as(tag).isEmpty();
        }
    }

    @Test
    void namesOneCommitByATagOrByItsId() {
        var git = new GitEcosystem();
        for (var version :
                new String[] {
                    "v1.0.0", "@acme/server@1.0.0", "3f786850e387550fdab836ed7e6dc881de23001b"
                }) {
            assertThat(git.flaw(Purl.parse("git:git.example.com/a/b@" + version)))
                    .as(version)
                    .isEmpty();
        }
        for (var version : new String[] {"v1~1", "v1^", "a..b", "-x", "a:b", "HEAD@{1}", "a b"}) {
            assertThat(git.flaw(Purl.parse("git:git.example.com/a/b").withVersion(version)))
                    .as(version)
                    .isPresent();
        }
    }
}
