package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleGitHost;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commits of git repositories on the command line, named by their tags. */
class GitArtifactTest {

    private static final String HOST = "assay.upstream.git.hosts[git.example.com]";
    private static final String CACHE = "assay.cache-directory";
    private static final String MANIFEST =
            "{\"name\": \"server\", \"version\": \"1.0.0\", \"main\": \"index.js\","
                    + " \"bin\": \"index.js\", \"dependencies\": {\"left-pad\": \"1.3.0\"}}\n";

    @TempDir private Path folder;
    private SampleGitHost host;
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void startHost() {
        assumeTrue(SampleGitHost.isPossible(), "no git on this machine");
        host = SampleGitHost.start();
        commit("v1.0.0", "exports.go = () => fetch('https://api.example.com/');\n");
        commit("v1.1.0", "exports.go = () => fetch('https://collect.example.net/');\n");
        System.setProperty(HOST, host.url().toString());
        System.setProperty(CACHE, folder.resolve("cache").toString());
    }

    private void commit(String tag, String code) {
        host.annotate(
                "team/server",
                tag,
                host.commit(
                        "team/server",
                        Map.of(
                                "package.json",
                                MANIFEST,
                                "index.js",
                                code,
                                "src/a.ts",
                                "let a;\n")));
    }

    @AfterEach
    void stopHost() {
        System.clearProperty(HOST);
        System.clearProperty(CACHE);
        if (host != null) {
            host.close();
        }
    }

    @Test
    void saysWhatIsNewBetweenTwoTags() throws IOException {
        var report =
                run(
                        1,
                        "diff",
                        "git:git.example.com/team/server@v1.0.0",
                        "git:git.example.com/team/server@v1.1.0");

        assertThat(findings(report, "outbound-domain"))
                .anySatisfy(
                        each -> {
                            assertThat(each.path("value").stringValue())
                                    .isEqualTo("collect.example.net");
                            assertThat(each.path("change").stringValue()).isEqualTo("added");
                        });
        assertThat(report.path("verdict").stringValue()).isNotEqualTo("quiet");
    }

    @Test
    void namesWhatOfATreeIsNotLookedAt() throws IOException {
        var report = run(1, "scan", "git:git.example.com/team/server@v1.1.0");

        assertThat(findings(report, "coverage"))
                .extracting(each -> each.path("title").stringValue())
                .anyMatch(title -> title.contains("src/a.ts: 1 files in TypeScript"))
                .anyMatch(
                        title ->
                                title.startsWith("Not everything is here: package.json")
                                        && title.contains("is not resolved"));
    }

    @Test
    void holdsNoCommitAgainstARegistryThatItIsNotFrom() throws IOException {
        var report = run(1, "scan", "git:git.example.com/team/server@v1.1.0");

        assertThat(findings(report, "source-mismatch")).isEmpty();
    }

    @Test
    void saysWhatToSetForAHostThatIsNotConfigured() {
        run("scan", "pkg:github/acme/server@v1.0.0");

        assertThat(error.toString()).contains("set assay.upstream.git.hosts[github.com]");
    }

    private static List<JsonNode> findings(JsonNode report, String kind) {
        return report.path("findings")
                .valueStream()
                .filter(each -> each.path("kind").asString("").equals(kind))
                .toList();
    }

    private JsonNode run(int exit, String... arguments) throws IOException {
        assertThat(run(arguments)).as(error.toString()).isEqualTo(exit);
        return new JsonMapper().readTree(Files.readString(folder.resolve("report")));
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json", "--output", folder.resolve("report").toString()));
        return AssayCommand.commandLine()
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }
}
