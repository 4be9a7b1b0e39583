package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleRemoteServer;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands as a script sees them: exit code, report, and what is said when there is none. */
class CommandLineTest {

    private static final String REGISTRY = "assay.upstream.npm.url";
    private static final String MAIL = "npm:" + SampleHistory.MAIL_SERVER + "@";

    @TempDir private Path folder;
    private SampleUpstream upstream;
    private final StringWriter error = new StringWriter();

    @BeforeEach
    void startUpstream() {
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        System.setProperty(REGISTRY, upstream.url().toString());
        System.setProperty("assay.cache-directory", folder.resolve("cache").toString());
    }

    @AfterEach
    void stopUpstream() {
        upstream.close();
        System.clearProperty(REGISTRY);
        System.clearProperty("assay.cache-directory");
    }

    @Test
    void exitsWithZeroWhereNothingIsFound() throws IOException {
        var diff = run("diff", MAIL + "1.0.14", MAIL + "1.0.15");
        assertThat(diff).as(report() + error).isZero();
        assertThat(report()).contains("QUIET");
    }

    @Test
    void namesTheLineAndTheAddressOfTheHostileUpdate() throws IOException {
        assertThat(run("diff", MAIL + "1.0.15", MAIL + "1.0.16")).isEqualTo(ExitCodes.FOUND);
        assertThat(report())
                .contains("BLOCK")
                .contains(SampleHistory.ADDED_ADDRESS)
                .contains("lib/mail.js:28:");
    }

    @Test
    void writesTheDocumentThatScriptsRead() throws IOException {
        run("diff", MAIL + "1.0.15", MAIL + "1.0.16", "--format", "json");
        var document = new JsonMapper().readTree(report());
        assertThat(document.path("schema").stringValue()).isEqualTo("assay-delta/1");
        assertThat(document.path("to").path("purl").stringValue())
                .isEqualTo("pkg:npm/assay-sample-mail@1.0.16");
        assertThat(document.path("to").path("sha256").stringValue()).hasSize(64);
        assertThat(document.path("verdict").stringValue()).isEqualTo("block");
    }

    @Test
    void comparesARemoteServerWithWhatItSaidBefore() throws Exception {
        System.setProperty("assay.upstream.remote.private-addresses", "true");
        try (var server = SampleRemoteServer.start().open(true)) {
            var before = folder.resolve("before.json");
            assertThat(run("probe", server.address())).as(report() + error).isZero();
            Files.copy(folder.resolve("report"), before);
            server.offering("{\"name\": \"send_all\", \"inputSchema\": {\"type\": \"object\"}}");

            run("diff", before.toString(), server.address(), "--fail-on", "none");

            assertThat(report() + error).contains("New tool send_all").doesNotContain("sign in");
            run("scan", server.address());
            assertThat(report()).contains("asks nobody to sign in");
        } finally {
            System.clearProperty("assay.upstream.remote.private-addresses");
        }
    }

    @Test
    void leavesTheOlderSideOutOfAScan() throws IOException {
        run("scan", MAIL + "1.0.15", "--format", "json");
        assertThat(new JsonMapper().readTree(report()).path("from").isNull()).isTrue();
    }

    @Test
    void failsOnlyFromTheNamedSeverityOn() throws IOException {
        assertThat(run("diff", MAIL + "1.0.15", MAIL + "1.0.16", "--fail-on", "none")).isZero();
        assertThat(run("diff", MAIL + "1.0.15", MAIL + "1.0.16", "--fail-on", "critical"))
                .isEqualTo(ExitCodes.FOUND);
    }

    @Test
    void comparesFoldersWithoutANetwork() throws IOException {
        var old = Files.createDirectory(folder.resolve("old"));
        var newer = Files.createDirectory(folder.resolve("newer"));
        Files.writeString(old.resolve("package.json"), "{\"name\": \"a\", \"version\": \"1.0.0\"}");
        Files.writeString(
                newer.resolve("package.json"),
                "{\"name\": \"a\", \"version\": \"1.0.1\","
                        + " \"scripts\": {\"postinstall\": \"sh x.sh\"}}");
        upstream.close();

        assertThat(run("diff", old.toString(), newer.toString(), "--offline"))
                .isEqualTo(ExitCodes.FOUND);
        assertThat(report()).contains("postinstall: sh x.sh").contains("package.json:1:");
    }

    @Test
    void readsATarball() throws IOException {
        var tarball = folder.resolve("a.tgz");
        Files.write(tarball, SamplePackage.bare("a", "1.0.0", java.util.Map.of()).tarball());
        assertThat(run("scan", tarball.toString(), "--offline")).as(error.toString()).isZero();
        assertThat(report()).contains("pkg:npm/a@1.0.0");
    }

    @Test
    void suggestsVersionsNearOneThatIsMissing() throws IOException {
        assertThat(run("scan", MAIL + "1.0.99")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("no version 1.0.99").contains("1.0.16");
    }

    @Test
    void saysThatAPackageIsMissing() throws IOException {
        assertThat(run("scan", "npm:no-such-package@1.0.0")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString())
                .contains("no package 'no-such-package'")
                .contains("check the spelling");
    }

    @Test
    void saysThatTheRegistryIsAway() throws IOException {
        upstream.close();
        assertThat(run("scan", MAIL + "1.0.15")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).contains("npm registry does not serve us").contains("later");
    }

    @Test
    void blocksBytesThatTheRegistryDidNotPromise() throws IOException {
        var other = "not a tarball at all".getBytes(StandardCharsets.UTF_8);
        upstream.replaceTarball(SampleHistory.MAIL_SERVER, "1.0.15", other);
        assertThat(run("scan", MAIL + "1.0.15")).isEqualTo(ExitCodes.FOUND);
        assertThat(report()).contains("BLOCK").contains("not those the registry promises");
    }

    @Test
    void makesNoReportOfADamagedArchive() throws IOException {
        var file = folder.resolve("odd.tgz");
        Files.writeString(file, "no archive");
        assertThat(run("scan", file.toString())).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(error.toString()).startsWith("assay: ");
    }

    @Test
    void explainsWhatItDoesNotUnderstand() throws IOException {
        assertThat(run("scan", "nowhere/at-all")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("scan", MAIL + "1.0.15", "--format", "pdf")).isEqualTo(ExitCodes.USAGE);
        assertThat(run("scan", "npm:assay-sample-mail")).isEqualTo(ExitCodes.USAGE);
        assertThat(error.toString()).contains("Assay looks at exact ones").contains("1.0.16");
    }

    @Test
    void fetchesNothingOffline() throws IOException {
        assertThat(run("scan", MAIL + "1.0.15", "--offline")).isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(upstream.requests()).isEmpty();
    }

    private int run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", folder.resolve("report").toString()));
        return AssayCommand.commandLine()
                .setErr(new PrintWriter(error, true))
                .execute(all.toArray(String[]::new));
    }

    private String report() throws IOException {
        var file = folder.resolve("report");
        return Files.exists(file) ? Files.readString(file) : "";
    }
}
