package dev.assay.scanners.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Against what git and ssh-keygen of this machine sign. */
final class CommitSignatureTest {

    private static final String REPOSITORY = "team/server";

    @TempDir Path folder;
    private SampleGitHost host;
    private String commit;

    @BeforeEach
    void start() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "no ssh-keygen here");
        host = SampleGitHost.start();
        commit = host.commit(REPOSITORY, Map.of("a", "1"));
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
    }

    private Path key(String name, String... options) throws Exception {
        var file = folder.resolve(name);
        var command = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", ""));
        command.addAll(List.of(options));
        command.addAll(List.of("-f", file.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return file;
    }

    private AllowedSigners allowed(Path key, String options) throws Exception {
        var file = folder.resolve("allowed");
        Files.writeString(
                file,
                "# who may\nann@example.com " + options + Files.readString(Path.of(key + ".pub")));
        return AllowedSigners.read(file);
    }

    private byte @Nullable [] tag(String name, Path key) {
        host.git(
                REPOSITORY,
                "",
                "-c",
                "gpg.format=ssh",
                "-c",
                "user.signingkey=" + key,
                "tag",
                "-s",
                "-m",
                "Release äö",
                name,
                commit);
        return raw("tag", name);
    }

    private String signedCommit(Path key) {
        return host.git(
                REPOSITORY,
                "",
                "-c",
                "gpg.format=ssh",
                "-c",
                "user.signingkey=" + key,
                "commit-tree",
                "-S",
                commit + "^{tree}",
                "-m",
                "Signed");
    }

    private byte[] raw(String type, String name) {
        // Git's own output ends in a line end that the object has, and that the host strips.
        return (host.git(REPOSITORY, "", "cat-file", type, name) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Outcome<KeyClaims> check(
            byte @Nullable [] tag, byte[] commit, AllowedSigners allowed) {
        return new CommitSignature(GitSigners.bySsh(allowed), "pkg:generic/server", Instant.now())
                .check(null, tag, commit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void verifiesTagsAndCommitsThatAnAllowedKeySigned(String type) throws Exception {
        var key = key(type, "-t", type);
        var allowed = allowed(key, "namespaces=\"git\" ");

        for (var outcome :
                new Outcome<?>[] {
                    check(tag("v1", key), raw("commit", commit), allowed),
                    check(null, raw("commit", signedCommit(key)), allowed)
                }) {
            assertThat(outcome).as(outcome.reason()).isInstanceOf(Outcome.Verified.class);
            assertThat(outcome.claimed().orElseThrow().toString())
                    .contains("ann@example.com SHA256:");
        }
    }

    @Test
    void tellsASignatureOfSomethingElse() throws Exception {
        var key = key("own", "-t", "ed25519");
        var allowed = allowed(key, "");
        var changed =
                new String(raw("commit", signedCommit(key)), StandardCharsets.UTF_8)
                        .replace("Signed", "Sigmed")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(check(null, changed, allowed).defectOrNull()).isEqualTo(Defect.SIGNATURE_WRONG);
        var cut =
                new String(raw("commit", signedCommit(key)), StandardCharsets.UTF_8)
                        .replaceFirst("(?m)^ [A-Za-z0-9+/]{70}\n", "")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(check(null, cut, allowed)).isInstanceOf(Outcome.Invalid.class);
    }

    @Test
    void believesNobodyWhoIsNotNamed() throws Exception {
        var key = key("own", "-t", "ed25519");
        var other = key("other", "-t", "ed25519");
        var signed = raw("commit", signedCommit(key));

        assertThat(check(null, signed, allowed(other, "")).reason())
                .contains("not among those that may sign");
        assertThat(check(null, signed, AllowedSigners.read(null)).reason())
                .contains("assay.trust.git.allowed-signers");
        for (var options :
                new String[] {
                    "namespaces=\"file\" ", "cert-authority ", "valid-before=\"20200101\" "
                }) {
            assertThat(check(null, signed, allowed(key, options)))
                    .as(options)
                    .isInstanceOf(Outcome.Unchecked.class);
        }
    }

    @Test
    void tellsNoSignatureFromOneThatIsNotRead() {
        var allowed = AllowedSigners.read(null);
        assertThat(check(null, raw("commit", commit), allowed)).isInstanceOf(Outcome.Absent.class);
        var x509 =
                "tree 1\ngpgsig -----BEGIN SIGNED MESSAGE-----\n x\n -----END SIGNED MESSAGE-----\n\nm\n";
        assertThat(check(null, x509.getBytes(StandardCharsets.UTF_8), allowed))
                .isInstanceOf(Outcome.Unchecked.class);
    }
}
