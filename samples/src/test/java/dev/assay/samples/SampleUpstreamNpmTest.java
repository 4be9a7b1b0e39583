package dev.assay.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real npm, against the sample upstream. */
class SampleUpstreamNpmTest {

    @TempDir private Path folder;

    private SampleUpstream upstream;
    private Npm npm;

    @BeforeEach
    void start() throws IOException {
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        npm = Npm.in(folder, upstream);
    }

    @AfterEach
    void stop() {
        if (upstream != null) {
            upstream.close();
        }
    }

    @Test
    void viewTellsVersionsTagsAndTimes() throws Exception {
        var view = npm.npm("view", "--json", "assay-sample-mail").succeeded();
        var told = Json.readObject(view.out());

        assertThat(told)
                .containsEntry("version", "1.0.16")
                .containsEntry("dist-tags", Map.of("latest", "1.0.16"));
        assertThat(told.get("time"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("1.0.16", "2025-09-17T06:18:05Z");
        assertThat((Iterable<?>) told.get("versions")).hasSize(16);
    }

    @Test
    void installPutsTheClosureInPlaceAndLocksItByIntegrity() throws Exception {
        npm.npm("install", "assay-sample-mail@1.0.15", "@assay-samples/notes").succeeded();

        assertThat(folder.resolve("node_modules/assay-sample-mail/lib/mail.js")).exists();
        assertThat(folder.resolve("node_modules/assay-sample-mail-format/index.js")).exists();
        assertThat(folder.resolve("node_modules/@assay-samples/notes/index.js")).exists();
        assertThat(Files.readString(folder.resolve("package-lock.json")))
                .contains(SampleHistory.lastClean().artifact().integrity())
                .contains(SampleCatalog.notes().integrity());
    }

    @Test
    void whatNpmPacksAnewHoldsTheSameFiles() throws Exception {
        npm.npm("install", "assay-sample-mail@1.0.15").succeeded();
        var packed = npm.npm("pack", "--json", "./node_modules/assay-sample-mail").succeeded();
        var downloaded = npm.npm("pack", "--json", "assay-sample-mail@1.0.15").succeeded();

        assertThat(packed.out())
                .contains("\"path\": \"CHANGELOG.md\"", "\"path\": \"lib/protocol.js\"");
        assertThat(paths(packed.out())).isEqualTo(paths(downloaded.out()));
    }

    private static List<String> paths(String packJson) {
        return packJson.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("\"path\":"))
                .sorted()
                .toList();
    }

    @Test
    void npxRunsTheServerStraightFromTheRegistry() throws Exception {
        var run = npm.npx(Mcp.INITIALIZE, "assay-sample-mail@1.0.15").succeeded();

        assertThat(Mcp.results(run.out()).getFirst().toString())
                .contains("name=assay-sample-mail, version=1.0.15");
    }

    @Test
    void rangesResolveToWhatIsPublishedAtThatTime() throws Exception {
        upstream.unpublish("assay-sample-shared", "1.2.0");
        npm.npm("install", "assay-sample-alpha").succeeded();
        assertThat(
                        npm.node(
                                        Mcp.call("shared_version", "{}"),
                                        Map.of(),
                                        "node_modules/assay-sample-alpha/index.js")
                                .out())
                .contains("alpha runs on 1.1.0");

        upstream.publish(SampleCatalog.shared("1.2.0"));
        var later = Npm.in(Files.createDirectory(folder.resolve("later")), upstream);
        later.npm("install", "assay-sample-beta").succeeded();
        assertThat(
                        later.node(
                                        Mcp.call("shared_version", "{}"),
                                        Map.of(),
                                        "node_modules/assay-sample-beta/index.js")
                                .out())
                .contains("beta runs on 1.2.0");
    }

    @Test
    void npmRefusesATarballThatIsNotTheOneTold() throws Exception {
        upstream.inject(Fault.ALTERED, SampleUpstream.tarballPath("@assay-samples/notes", "1.0.0"));

        var install = npm.npm("install", "@assay-samples/notes");

        assertThat(install.exit()).isNotZero();
        assertThat(install.err()).contains("EINTEGRITY");
    }

    @Test
    void npmSaysWhichVersionDoesNotExist() throws Exception {
        assertThat(npm.npm("view", "assay-sample-mail@9.9.9").err()).contains("E404");
        assertThat(npm.npm("view", "no-such-sample").err()).contains("E404");
        assertThat(npm.npm("install", "assay-sample-mail@9.9.9").err()).contains("ETARGET");
    }

    @Test
    void auditIsNotOffered() throws Exception {
        npm.npm("install", "@assay-samples/notes").succeeded();

        assertThat(npm.npm("audit").err())
                .contains("405 Method Not Allowed")
                .contains("audit endpoint returned an error");
    }
}
