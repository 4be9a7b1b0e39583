package dev.assay.registry.policy.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.registry.policy.PolicyUnavailableException;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A policy out of a real repository on disk. */
class GitSourceTest {

    @TempDir private Path repository;
    @TempDir private Path data;
    private String url = "";
    private String first = "";
    private String second = "";

    @BeforeEach
    void fill() throws GitAPIException, IOException {
        url = repository.toUri().toString();
        try (var git = Git.init().setDirectory(repository.toFile()).call()) {
            Files.writeString(repository.resolve("rules.yaml"), "first");
            Files.writeString(repository.resolve("README.md"), "about");
            Files.createDirectories(repository.resolve("strict"));
            Files.writeString(repository.resolve("strict/rules.yaml"), "strict");
            first = commit(git, "first");
            Files.writeString(repository.resolve("rules.yaml"), "second");
            second = commit(git, "second");
        }
    }

    @Test
    void readsTheFilesOfTheCommitItNamesAndNotOfTheNewestOne() throws Exception {
        assertThat(text(first, "")).isEqualTo("first");
        assertThat(text(second, "")).isEqualTo("second");
        assertThat(text(second, "strict")).isEqualTo("strict");
        assertThat(source(first, "").origin()).contains(first).startsWith("file:");
    }

    @Test
    void needsTheRepositoryForTheFirstTimeAlone() throws Exception {
        assertThat(text(first, "")).isEqualTo("first");
        try (var files = Files.walk(repository)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }

        assertThat(text(first, "")).isEqualTo("first");
        assertThatThrownBy(() -> text("0".repeat(40), ""))
                .isInstanceOf(PolicyUnavailableException.class);
    }

    @Test
    void saysThatACommitIsNotThere() {
        assertThatThrownBy(() -> text("0123456789".repeat(4), ""))
                .isInstanceOf(PolicyUnavailableException.class)
                .hasMessageContaining("no commit 0123456789");
    }

    @Test
    void readsNoLinks() throws Exception {
        Files.createSymbolicLink(repository.resolve("more.yaml"), Path.of("/etc/hostname"));
        String linked;
        try (var git = Git.open(repository.toFile())) {
            linked = commit(git, "a link");
        }

        assertThatThrownBy(() -> text(linked, "")).hasMessageContaining("is a link and no file");
    }

    @Test
    void readsNoFolderThatIsNotThere() {
        assertThatThrownBy(() -> text(first, "nowhere")).hasMessageContaining("no file of rules");
    }

    @Test
    void refusesWhatCanComeToMeanOtherRules() {
        assertThatThrownBy(() -> source("main", ""))
                .hasMessageContaining("'main' is no full commit id");
        assertThatThrownBy(() -> source(first.substring(0, 12), ""))
                .hasMessageContaining("is no full commit id");
    }

    @Test
    void takesNoOtherTransportAndNoPasswordInTheAddress() {
        assertThatThrownBy(() -> GitAddress.of("ssh://git@host/x", first, null, null, null))
                .hasMessageContaining("neither an https nor a file URL");
        assertThatThrownBy(() -> GitAddress.of("https://me:pw@host/x", first, null, null, null))
                .hasMessageContaining("holds a user");
    }

    @Test
    void readsTheFilesOfAFolderWithinBounds() throws Exception {
        assertThat(new FolderSource(repository).read().files())
                .singleElement()
                .satisfies(file -> assertThat(file.text()).isEqualTo("second\n"));
        Files.writeString(repository.resolve("large.yaml"), "x".repeat(300_000));
        assertThatThrownBy(() -> new FolderSource(repository).read())
                .hasMessageContaining("262144 are the most");
        Files.write(repository.resolve("large.yaml"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> new FolderSource(repository).read())
                .hasMessageContaining("no UTF-8");
        assertThatThrownBy(() -> new FolderSource(repository.resolve("nowhere")).read())
                .hasMessageContaining("cannot be read");
    }

    private String text(String commit, String path) throws PolicyUnavailableException {
        return source(commit, path).read().files().getFirst().text().strip();
    }

    private GitSource source(String commit, String path) throws PolicyUnavailableException {
        return new GitSource(GitAddress.of(url, commit, path, null, null), data);
    }

    private static String commit(Git git, String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage(message)
                .setSign(false)
                .setAuthor("Ada", "ada@example.com")
                .setCommitter("Ada", "ada@example.com")
                .call()
                .getName();
    }
}
