package dev.assay.registry.gate.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.Transcripts;
import dev.assay.samples.SampleGitHost;
import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git of this machine against the gate, by both of its protocols. */
@Timeout(120)
final class GitClientTest {

    @RegisterExtension
    static final Transcripts TRANSCRIPTS = new Transcripts("git", "git", "--version");

    private static final String REPOSITORY = "team/server";

    @TempDir Path folder;
    private GateRig rig;
    private String first;
    private String second;
    private String third;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        rig = new GateRig(folder.resolve("rig"));
        publish();
    }

    private void publish() throws Exception {
        var host = rig.git().upstream;
        first = host.commit(REPOSITORY, Map.of("index.js", "one();\n"));
        host.annotate(REPOSITORY, "v1.0.0", first);
        second = host.commit(REPOSITORY, Map.of("index.js", "two();\n", "lib/a.js", "a();\n"));
        host.tag(REPOSITORY, "v1.1.0", second);
        third = host.commit(REPOSITORY, Map.of("index.js", "three();\n"));
        host.tag(REPOSITORY, "v1.2.0", third);
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private ClientRun git(String protocol, String... arguments) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                "git",
                                "-c",
                                "advice.detachedHead=false",
                                "-c",
                                "protocol.version=" + protocol));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        return ClientRun.of(builder);
    }

    private ClientRun done(ClientRun run) {
        assertThat(run.exit()).as(run.output()).isZero();
        return run;
    }

    private String url() {
        return rig.git().url(REPOSITORY);
    }

    private String text(String... path) throws Exception {
        return Files.readString(folder.resolve(Path.of("", path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void listsWhatIsApprovedAndNothingElse(String protocol) throws Exception {
        rig.git().approve(REPOSITORY, "v1.0.0");
        rig.git().approve(REPOSITORY, "v1.1.0");
        rig.git().known(ReleaseState.IN_REVIEW, "calls a new host", REPOSITORY, "v1.2.0");

        var listed = done(git(protocol, "ls-remote", url())).output();

        assertThat(listed)
                .contains(
                        second + "\tHEAD\n",
                        "\trefs/tags/v1.0.0\n",
                        first + "\trefs/tags/v1.0.0^{}\n",
                        second + "\trefs/tags/v1.1.0\n")
                .doesNotContain(third, "refs/heads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void clonesAnApprovedCommitWithoutItsHistoryHoweverDeepItIsAskedFor(String protocol)
            throws Exception {
        rig.git().approve(REPOSITORY, "v1.1.0");
        var number = 0;

        for (var options :
                new String[][] {
                    {"--depth", "1"},
                    {"--depth", "7"},
                    {},
                    {"--branch", "v1.1.0"},
                    {"--depth", "1", "--branch", "v1.1.0"},
                    {"--no-single-branch", "--depth", "2"}
                }) {
            var target = "clone" + number++;
            var arguments = new ArrayList<>(List.of("clone"));
            arguments.addAll(List.of(options));
            arguments.addAll(List.of(url(), target));
            done(git(protocol, arguments.toArray(String[]::new)));

            assertThat(text(target, "index.js")).isEqualTo("two();\n");
            assertThat(text(target, "lib", "a.js")).isEqualTo("a();\n");
            assertThat(done(git(protocol, "-C", target, "rev-list", "--all", "HEAD")).output())
                    .isEqualTo(second + "\n");
            done(git(protocol, "-C", target, "fsck", "--full"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void fetchesAnotherApprovedCommitIntoAClone(String protocol) throws Exception {
        rig.git().approve(REPOSITORY, "v1.0.0");
        var id = rig.git().approve(REPOSITORY, third);
        done(git(protocol, "clone", "--depth", "1", "--branch", "v1.0.0", url(), "clone"));
        assertThat(text("clone", "index.js")).isEqualTo("one();\n");

        rig.git().approve(REPOSITORY, "v1.1.0");
        done(git(protocol, "-C", "clone", "fetch", "--depth", "1", "origin", "tag", "v1.1.0"));
        done(git(protocol, "-C", "clone", "checkout", "-q", "v1.1.0"));
        assertThat(text("clone", "index.js")).isEqualTo("two();\n");
        if (protocol.equals("2")) {
            assertThat(git(protocol, "-C", "clone", "fetch", "origin", third).output())
                    .contains("fatal: remote error: Assay's gate", "fetch with --depth 1");
        }
        done(git(protocol, "-C", "clone", "fetch", "--depth", "1", "origin", third));
        done(git(protocol, "-C", "clone", "checkout", "-q", "FETCH_HEAD"));
        assertThat(text("clone", "index.js")).isEqualTo("three();\n");
        done(git(protocol, "-C", "clone", "fsck", "--full"));

        done(git(protocol, "clone", rig.git().url(id, REPOSITORY), "alone"));
        assertThat(text("alone", "index.js")).isEqualTo("three();\n");
    }

    @Test
    void installsWhatTheApprovedCommitNeedsAndNothingElse() throws Exception {
        assumeTrue(ClientRun.isHere("npm"), "npm is not installed");
        for (var version : List.of("1.0.0", "1.1.0")) {
            rig.upstream.publish(
                    SamplePackage.of(
                            Map.of(
                                    "package.json",
                                    "{\"name\": \"lib\", \"version\": \"" + version + "\"}")));
        }
        var commit =
                rig.git()
                        .upstream
                        .commit(
                                REPOSITORY,
                                Map.of(
                                        "package.json",
                                        "{\"name\": \"server\", \"version\": \"4.0.0\","
                                                + " \"dependencies\": {\"lib\": \"^1.0.0\"}}",
                                        "package-lock.json",
                                        """
                                        {"name": "server", "version": "4.0.0",
                                         "lockfileVersion": 3, "packages": {
                                          "": {"name": "server", "version": "4.0.0",
                                               "dependencies": {"lib": "^1.0.0"}},
                                          "node_modules/lib": {"version": "1.0.0"}}}
                                        """));
        rig.git().upstream.tag(REPOSITORY, "v4.0.0", commit);
        var id = rig.git().approve(REPOSITORY, "v4.0.0");
        var registry = "http://127.0.0.1:" + rig.port() + "/npm/~/" + id + "/";

        done(git("2", "clone", "--depth", "1", rig.git().url(id, REPOSITORY), "server"));
        done(npm("ci", "--omit=dev", "--registry", registry));

        assertThat(text("server", "node_modules", "lib", "package.json")).contains("1.0.0");
        var refused = npm("install", "lib@1.1.0", "--registry", registry);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output())
                .contains("lib 1.1.0 is not approved (status: outside this closure)");
    }

    @Test
    void pipGetsWhatTheApprovedCommitNeedsAndNothingElse() throws Exception {
        rig.pypi().upstream.publish("base==1.0").publish("lib==1.0", "base").publish("lib==1.1");
        var commit =
                rig.git()
                        .upstream
                        .commit(
                                REPOSITORY,
                                Map.of(
                                        "pyproject.toml",
                                        "[project]\nname = 'server'\nversion = '5'\n"
                                                + "dependencies = ['lib==1.0']\n"));
        rig.git().upstream.tag(REPOSITORY, "v5.0.0", commit);
        var id = rig.git().approve(REPOSITORY, "v5.0.0");

        var page = rig.get("/pypi/~/" + id + "/simple/lib/");
        assertThat(page.status()).isEqualTo(200);
        var text = new String(page.body(), StandardCharsets.UTF_8);
        assertThat(text).contains("lib-1.0-py3-none-any.whl");
        assertThat(rig.get("/pypi/~/" + id + "/simple/base/").status()).isEqualTo(200);
        assertThat(rig.get("/pypi/~/" + id + "/simple/other/").status()).isNotEqualTo(200);
        var file = text.replaceAll("(?s).*?\"([^\"]*/lib-1.0-py3-none-any.whl)[^\"]*\".*", "$1");
        assertThat(rig.get(file.substring(file.indexOf("/pypi/"))).status()).isEqualTo(200);
    }

    private ClientRun npm(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.resolve("server").toFile());
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("NO_COLOR", "1");
        builder.environment().put("npm_config_cache", folder.resolve("cache").toString());
        builder.environment().put("npm_config_update_notifier", "false");
        builder.environment().put("npm_config_audit", "false");
        builder.environment().put("npm_config_fund", "false");
        builder.environment().put("npm_config_fetch_retries", "0");
        return ClientRun.of(builder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void refusesAnAncestorByItsId(String protocol) throws Exception {
        rig.git().approve(REPOSITORY, "v1.1.0");
        done(git(protocol, "init", "-q", "empty"));

        for (var depth : new String[] {"1", "99"}) {
            var refused = git(protocol, "-C", "empty", "fetch", "--depth", depth, url(), first);
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.output())
                    .containsPattern(
                            "remote error: .*" + first + " was never requested|unadvertised");
        }
        assertThat(git(protocol, "-C", "empty", "cat-file", "-t", first).exit()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2"})
    void saysWhyARepositoryIsRefused(String protocol) throws Exception {
        rig.snapshots.refresh();
        var never = git(protocol, "clone", url(), "a");
        assertThat(never.exit()).isEqualTo(128);
        assertThat(never.output())
                .contains("remote: git.example.com/team/server was never requested")
                .contains("Request it at http://assay.example/r/", "403");

        var id = rig.git().known(ReleaseState.IN_REVIEW, "calls a new host", REPOSITORY, "v1.0.0");
        assertThat(git(protocol, "clone", url(), "a").output())
                .contains("remote: git.example.com/team/server v1.0.0 is in review")
                .contains("Follow it at http://assay.example/r/" + id);

        rig.change(id, ReleaseState.REVOKED, "it was stolen");
        assertThat(git(protocol, "clone", url(), "a").output())
                .contains("remote: git.example.com/team/server v1.0.0 was revoked");

        assertThat(git(protocol, "clone", rig.git().url("team/nobody"), "a").output())
                .contains("not found");
    }

    @Test
    void saysWhyOneTagOfAServedRepositoryIsRefused() throws Exception {
        var id = rig.git().approve(REPOSITORY, "v1.0.0");
        rig.git().known(ReleaseState.IN_REVIEW, "calls a new host", REPOSITORY, "v1.2.0");

        var refused = git("2", "clone", "--depth", "1", "--branch", "v1.2.0", url(), "a");

        assertThat(refused.exit()).isEqualTo(128);
        assertThat(refused.output())
                .contains("fatal: remote error: git.example.com/team/server v1.2.0 is in review")
                .contains(
                        "approved: git clone --depth 1 --branch v1.0.0 http://127.0.0.1:"
                                + rig.port()
                                + "/git/~/"
                                + id);
    }

    @Test
    void holdsBackWhatIsNotWhatWasApproved() throws Exception {
        var id = rig.git().approve(REPOSITORY, "v1.0.0");
        done(git("2", "clone", url(), "a"));
        var blob = rig.git().blob(id);
        var bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        assertThat(blob.toFile().setWritable(true)).isTrue();
        Files.write(blob, bytes);

        var refused = git("2", "clone", url(), "b");

        assertThat(refused.exit()).isEqualTo(128);
        assertThat(refused.output())
                .contains("its bytes differ from what was approved. That is an incident");
    }

    @Test
    void takesNothingAndSpeaksNoOlderProtocol() throws Exception {
        rig.git().approve(REPOSITORY, "v1.0.0");
        done(git("2", "clone", url(), "a"));

        var pushed = git("2", "-C", "a", "push", url(), "HEAD:refs/heads/main");
        assertThat(pushed.exit()).isNotZero();
        assertThat(pushed.output()).contains("remote: Assay's gate is read-only", "403");

        var path = "/git/git.example.com/team/server";
        assertThat(rig.get(path + "/info/refs").status()).isEqualTo(403);
        assertThat(rig.get(path + "/HEAD").status()).isEqualTo(404);
        assertThat(rig.get(path + "/objects/info/packs").status()).isEqualTo(404);
        assertThat(rig.get("/git/../etc/passwd/info/refs").status()).isEqualTo(404);
    }

    @Test
    void showsEveryKindOfRefusal() throws Exception {
        rig.close();
        EveryRefusal.shows(
                folder.resolve("every"),
                new EveryRefusal.Client() {
                    @Override
                    public void at(GateRig other) throws Exception {
                        rig = other;
                        publish();
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.git().approve(REPOSITORY, "v1.0.0");
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return git("2", "clone", url(), "c" + clones++);
                    }
                });
    }

    private int clones;
}
