package dev.assay.scanners.artifact.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.coordinates.GitPlace;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

final class GitRemoteTest {

    private static final GitPlace PLACE = GitPlace.of("git.example.com", "team/server");
    private static final String REPOSITORY = PLACE.path();

    @TempDir Path folder;
    private SampleGitHost host;

    @BeforeEach
    void start() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        host = SampleGitHost.start();
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    private GitRemote remote(GitLimits limits) {
        return new GitRemote(new GitHosts(Map.of("git.example.com", host.url()), Map.of()), limits);
    }

    private FetchOutcome.Fetched fetch(String commit) throws GitException {
        return remote(GitLimits.DEFAULT).fetch(PLACE, commit, folder.resolve("pinned"));
    }

    private FetchOutcome failure(GitLimits limits, String commit) {
        return assertThrows(
                        GitException.class,
                        () -> remote(limits).fetch(PLACE, commit, folder.resolve("pinned")))
                .outcome();
    }

    private PackageTree read(String commit) throws GitException {
        var outcome =
                GitTreeReader.read(fetch(commit).file(), PLACE.purl(commit), ArchiveLimits.DEFAULT);
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return ((ReadOutcome.Read) outcome).tree();
    }

    @Test
    void pinsACommitWithoutItsAncestorsAsAPackThatGitTakes() throws Exception {
        host.commit(REPOSITORY, Map.of("secret.txt", "it was here once"));
        var commit = host.commit(REPOSITORY, Map.of("src/index.js", "go();\n", "empty", ""));
        host.annotate(REPOSITORY, "v1", commit);
        var tag = remote(GitLimits.DEFAULT).tags(PLACE).getFirst();
        assertThat(tag.commit()).isEqualTo(commit).isNotEqualTo(tag.object());

        var once = remote(GitLimits.DEFAULT).fetch(PLACE, tag, folder.resolve("a.pack"));
        var twice = remote(GitLimits.DEFAULT).fetch(PLACE, tag, folder.resolve("b.pack"));

        assertThat(once.sha256()).isEqualTo(twice.sha256());
        var elsewhere = "copy";
        host.git(elsewhere, "", "index-pack", once.file().toString());
        var listed = host.git(elsewhere, "", "verify-pack", "-v", once.file() + "");
        assertThat(listed).contains(commit, tag.object());
        assertThat(listed.lines().filter(line -> line.contains(" commit "))).hasSize(1);
        assertThat(new String(Files.readAllBytes(once.file()), StandardCharsets.ISO_8859_1))
                .contains("go();")
                .doesNotContain("it was here once");
        var tree =
                ((ReadOutcome.Read)
                                GitTreeReader.read(
                                        once.file(), PLACE.purl("v1"), ArchiveLimits.DEFAULT))
                        .tree();
        assertThat(tree.files()).containsOnlyKeys("src/index.js", "empty", GitTreeDocument.FILE);
        assertThat(GitTreeDocument.of(tree).orElseThrow().tag()).isEqualTo("v1");
    }

    @Test
    void namesLinksSubmodulesAndWhatIsKeptElsewhere() throws Exception {
        var target = host.blob(REPOSITORY, "src/real.js");
        var pointer =
                host.blob(
                        REPOSITORY,
                        "version https://git-lfs.example.com/spec/v1\noid sha256:"
                                + "a".repeat(64)
                                + "\nsize 1234\n");
        var modules =
                host.blob(
                        REPOSITORY,
                        "[submodule \"x\"]\n\tpath = vendor/x\n\turl = ext::sh -c evil\n");
        var commit =
                host.commitEntries(
                        REPOSITORY,
                        "100644 "
                                + host.blob(REPOSITORY, "run();\n")
                                + "\tsrc/real.js\n120000 "
                                + target
                                + "\tindex.js\n100644 "
                                + pointer
                                + "\tmodel.bin\n100644 "
                                + modules
                                + "\t.gitmodules\n160000 "
                                + "b".repeat(40)
                                + "\tvendor/x\n");

        var tree = read(commit);

        assertThat(tree.hazards()).isEmpty();
        assertThat(tree.files().get("index.js")).isEqualTo(tree.files().get("src/real.js"));
        var document = GitTreeDocument.of(tree).orElseThrow();
        assertThat(document.links())
                .containsExactly(new GitTreeDocument.Link("index.js", "src/real.js", false));
        assertThat(document.submodules())
                .containsExactly(
                        new GitTreeDocument.Submodule(
                                "vendor/x", "ext::sh -c evil", "b".repeat(40)));
        assertThat(document.pointers())
                .containsExactly(new GitTreeDocument.Pointer("model.bin", "a".repeat(64), 1234));
        assertThat(host.requests()).noneMatch(request -> request.contains("vendor"));
    }

    @Test
    void readsTheCommitsThatLedToOneWithoutTheirFiles() throws Exception {
        var first = host.commit(REPOSITORY, Map.of("a", "1"));
        var second = host.commit(REPOSITORY, Map.of("a", "2"));
        host.annotate(REPOSITORY, "v2", second);
        var tag = remote(GitLimits.DEFAULT).tags(PLACE).getFirst();

        var all = remote(GitLimits.DEFAULT).history(PLACE, tag, second, 10);
        assertThat(all.commits()).extracting(GitHistory.Commit::id).containsExactly(second, first);
        assertThat(all.commits().getFirst().author()).isEqualTo("Sam Ple <sam@example.com>");
        assertThat(all.whole()).isTrue();

        var nearest = remote(GitLimits.DEFAULT).history(PLACE, null, second, 1);
        assertThat(nearest.commits()).hasSize(1);
        assertThat(nearest.whole()).isFalse();
    }

    @Test
    void refusesNamesThatGitRefuses() {
        var blob = host.blob(REPOSITORY, "x");
        for (var name : new String[] {".git", ".GIT", "git~1", "..", ".gi\u200ct"}) {
            var tree = host.git(REPOSITORY, "100644 blob " + blob + "\t" + name + "\n", "mktree");
            var commit = host.commitTree(REPOSITORY, "main", tree);

            assertThat(failure(GitLimits.DEFAULT, commit))
                    .as(name)
                    .isInstanceOfSatisfying(
                            FetchOutcome.IntegrityMismatch.class,
                            told -> assertThat(told.expected()).contains("that git accepts"));
        }
    }

    @Test
    void stopsAtItsLimits() {
        var commit = host.commit(REPOSITORY, Map.of("a", "x".repeat(100_000), "b", "y"));
        var all = GitLimits.DEFAULT;

        assertThat(
                        failure(
                                new GitLimits(
                                        1, 10, 1 << 20, 1 << 20, 9, all.silence(), all.time()),
                                commit))
                .isInstanceOf(FetchOutcome.TooLarge.class);
        assertThat(
                        failure(
                                new GitLimits(
                                        1, 9999999, 5_000, 1 << 20, 9, all.silence(), all.time()),
                                commit))
                .isInstanceOf(FetchOutcome.TooLarge.class);
        assertThat(
                        failure(
                                new GitLimits(
                                        1, 9999999, 1 << 20, 5_000, 9, all.silence(), all.time()),
                                commit))
                .isInstanceOf(FetchOutcome.TooLarge.class);
        assertThat(
                        failure(
                                new GitLimits(
                                        1, 9999999, 1 << 20, 1 << 20, 1, all.silence(), all.time()),
                                commit))
                .isInstanceOf(FetchOutcome.TooLarge.class);
        assertThat(failure(all.within(all.silence(), Duration.ZERO), commit))
                .isInstanceOf(FetchOutcome.Unavailable.class);
    }

    @Test
    void asksNobodyButTheHostThatIsConfigured() {
        var commit = host.commit(REPOSITORY, Map.of("a", "x"));
        var other = GitPlace.of("other.example.com", "team/server");

        assertThat(
                        assertThrows(
                                        GitException.class,
                                        () -> remote(GitLimits.DEFAULT).tags(other))
                                .outcome())
                .isInstanceOfSatisfying(
                        FetchOutcome.NotConfigured.class,
                        told ->
                                assertThat(told.reason())
                                        .contains("assay.upstream.git.hosts[other.example.com]"));
        try (var elsewhere = SampleGitHost.start()) {
            elsewhere.commit(REPOSITORY, Map.of("a", "x"));
            host.redirect(elsewhere.url().toString().replaceAll("/$", ""));
            assertThat(failure(GitLimits.DEFAULT, commit))
                    .isInstanceOf(FetchOutcome.Unavailable.class);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void saysThatThereIsNoSuchCommit() {
        host.commit(REPOSITORY, Map.of("a", "x"));

        assertThat(failure(GitLimits.DEFAULT, "c".repeat(40)))
                .isInstanceOf(FetchOutcome.NotFound.class);
    }
}
