package dev.assay.scanners.ecosystem.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.git.GitHosts;
import dev.assay.scanners.artifact.git.GitLimits;
import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.ecosystem.pypi.PypiUpstream;
import dev.assay.scanners.publisher.NpmPublishing;
import dev.assay.scanners.signature.AllowedSigners;
import dev.assay.scanners.signature.GitSigners;
import dev.assay.scanners.signature.SignatureCheck;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What a repository's manifests ask of registries belongs to the closure of its commit. */
final class TreeClosureTest {

    private static final String HOST = "git.example.com";
    private static final String MANIFEST =
            """
            {"name": "server", "version": "2.0.0", "dependencies": {"lib": "^1.0.0"},
             "devDependencies": {"compiler": "1.0.0"}, "scripts": {"prepare": "touch /tmp/ran"}}
            """;

    @TempDir Path folder;

    private final SampleGitHost git = SampleGitHost.start();
    private final SampleUpstream npm = SampleUpstream.start();
    private final SamplePypiIndex pypi = SamplePypiIndex.start();
    private final NpmRegistry registry =
            new NpmRegistry(NpmConfiguration.of(npm.url()), NpmRegistrySettings.DEFAULT);
    private final PypiUpstream index =
            new PypiUpstream(
                    new PypiIndex(PypiConfiguration.of(pypi.url()), PypiLimits.DEFAULT),
                    PypiTarget.all(null, null),
                    Clock.systemUTC());

    @BeforeAll
    static void git() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
    }

    @BeforeEach
    void publish() {
        publish("{'name': 'base', 'version': '1.0.0'}");
        publish("{'name': 'lib', 'version': '1.0.0', 'dependencies': {'base': '1.0.0'}}");
        publish("{'name': 'lib', 'version': '1.1.0', 'dependencies': {'base': '1.0.0'}}");
        publish("{'name': 'compiler', 'version': '1.0.0'}");
        pypi.publish("anyio==4.0").publish("httpx==0.28", "anyio>=4");
    }

    @AfterEach
    void stop() {
        index.close();
        registry.close();
        git.close();
        npm.close();
        pypi.close();
    }

    private SamplePackage publish(String manifest) {
        var added = SamplePackage.of(Map.of("package.json", manifest.replace('\'', '"')));
        npm.publish(added);
        return added;
    }

    private GitUpstream upstream() {
        return new GitUpstream(
                new GitRemote(new GitHosts(Map.of(HOST, git.url()), Map.of()), GitLimits.DEFAULT),
                () -> GitSigners.bySsh(AllowedSigners.read(null)),
                List.of(
                        new NpmUpstream(
                                registry,
                                new NpmPublishing(
                                        registry,
                                        new SignatureCheck(null, null),
                                        Clock.systemUTC())),
                        index));
    }

    private ClosureOutcome resolve(Map<String, String> files) throws Exception {
        var commit = git.commit("team/server", files);
        var purl = GitPlace.of(HOST, "team/server").purl(commit);
        return upstream().resolve(purl, (each, file) -> {});
    }

    private List<LockedPackage> packages(Map<String, String> files) throws Exception {
        var outcome = resolve(files);
        assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
        return ((ClosureOutcome.Resolved) outcome).closure().packages();
    }

    private static List<GitManifest.Need> needs(List<LockedPackage> packages) {
        return GitManifest.read(packages.getFirst().manifest()).orElseThrow().needs();
    }

    private String unresolved(Map<String, String> files) throws Exception {
        var packages = packages(files);
        assertThat(packages).hasSize(1);
        assertThat(needs(packages)).hasSize(1);
        return String.valueOf(needs(packages).getFirst().reason());
    }

    @Test
    void resolvesWhatNpmWouldInstallWithoutWhatABuildNeeds() throws Exception {
        var packages = packages(Map.of("package.json", MANIFEST));

        assertThat(packages)
                .extracting(each -> each.path() + " " + each.purl().version())
                .containsExactly(
                        " " + packages.getFirst().purl().version(),
                        "node_modules/base 1.0.0",
                        "node_modules/lib 1.1.0");
        assertThat(needs(packages))
                .containsExactly(
                        new GitManifest.Need(
                                "package.json", "npm, since it has no lock of npm's", 2, null));
        for (var locked : packages) {
            assertThat(upstream().fetch(locked, folder.resolve("file")))
                    .isInstanceOfSatisfying(
                            Fetched.class,
                            fetched ->
                                    assertThat(fetched.integrity()).isEqualTo(locked.integrity()));
        }
        assertThat(upstream().proofs(packages)).hasSize(2);
    }

    private String lock(String wanted, String lib, String integrity) {
        return """
                {"name": "server", "version": "2.0.0", "lockfileVersion": 3, "packages": {
                  "": {"name": "server", "dependencies": {"lib": "%s"}},
                  "node_modules/base": {"version": "1.0.0"},
                  "node_modules/compiler": {"version": "1.0.0", "dev": true},
                  "node_modules/lib": {"version": "%s", "integrity": "%s",
                    "resolved": "https://registry.example/lib/-/lib-%s.tgz"}}}
                """
                .formatted(wanted, lib, integrity, lib);
    }

    @Test
    void takesTheVersionsOfItsLockAndOnlyTheirBytes() throws Exception {
        var older = publish("{'name': 'lib', 'version': '1.0.5', 'dependencies': {'base': '1'}}");

        var packages =
                packages(
                        Map.of(
                                "package.json",
                                MANIFEST,
                                "package-lock.json",
                                lock("^1.0.0", "1.0.5", older.integrity())));

        assertThat(packages)
                .extracting(each -> each.path() + " " + each.purl().version())
                .contains("node_modules/lib 1.0.5")
                .hasSize(3);
        assertThat(needs(packages).getFirst().by()).isEqualTo("its package-lock.json");

        assertThat(
                        unresolved(
                                Map.of(
                                        "package.json",
                                        MANIFEST,
                                        "package-lock.json",
                                        lock("^1.0.0", "1.1.0", older.integrity()))))
                .contains("its lock names lib@1.1.0 by " + older.integrity());
        assertThat(
                        unresolved(
                                Map.of(
                                        "package.json",
                                        MANIFEST,
                                        "package-lock.json",
                                        lock("^0.9.0", "1.0.5", older.integrity()))))
                .contains("does not fit its package.json");
        assertThat(unresolved(Map.of("package.json", MANIFEST, "package-lock.json", "[")))
                .contains("its lock is no JSON");
    }

    @Test
    void resolvesWhatPipWouldInstallWithoutABuild() throws Exception {
        var project =
                """
                [project]
                name = "server"
                requires-python = ">=3.10"
                dependencies = ["httpx>=0.27", "nothing; sys_platform == 'win32'"]
                """;

        var packages = packages(Map.of("pyproject.toml", project, "package.json", MANIFEST));

        assertThat(packages.stream().skip(1))
                .extracting(each -> each.purl().toString())
                .containsExactlyInAnyOrder(
                        "pkg:npm/base@1.0.0",
                        "pkg:npm/lib@1.1.0",
                        "pkg:pypi/anyio@4.0",
                        "pkg:pypi/httpx@0.28");
        assertThat(needs(packages)).extracting(GitManifest.Need::packages).containsExactly(2, 2);
    }

    @Test
    void saysWhyAManifestIsNotResolved() throws Exception {
        assertThat(unresolved(Map.of("setup.py", "raise SystemExit(1)\n")))
                .contains("only running it would tell what it needs");
        assertThat(
                        unresolved(
                                Map.of(
                                        "pyproject.toml",
                                        "[project]\nname='x'\ndynamic=['dependencies']\n")))
                .contains("leaves its dependencies to its build");
        assertThat(unresolved(Map.of("pyproject.toml", "[tool.poetry]\nname='x'\n")))
                .contains("no table [project]");
        assertThat(
                        unresolved(
                                Map.of(
                                        "pyproject.toml",
                                        "[project]\nname='x'\nrequires-python='>=3.99'\n")))
                .contains("it is for Python >=3.99");
        assertThat(
                        unresolved(
                                Map.of(
                                        "pyproject.toml",
                                        "[project]\nname='x'\ndependencies=['gone']\n")))
                .contains("gone");
        assertThat(
                        unresolved(
                                Map.of(
                                        "package.json",
                                        "{\"dependencies\": {\"lib\": \"github:a/b\"}}")))
                .contains("a git repository or an address");
        assertThat(unresolved(Map.of("package.json", "{\"workspaces\": [\"a\"]}")))
                .contains("it has workspaces and no lock");
        assertThat(packages(Map.of("go.mod", "module x\n"))).hasSize(1);
    }

    @Test
    void waitsForARegistryThatIsAway() throws Exception {
        pypi.away(503);

        var outcome =
                resolve(Map.of("pyproject.toml", "[project]\nname='x'\ndependencies=['httpx']\n"));

        assertThat(outcome).isInstanceOf(ClosureOutcome.UpstreamAway.class);
        assertThat(outcome.toString()).contains("the PyPI index is needed");
    }
}
