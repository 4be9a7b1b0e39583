package dev.assay.scanners.artifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.artifact.FetchOutcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

final class PypiIndexTest {

    private static final URI ADDRESS = URI.create("https://index.example/simple/a-server/");

    private SamplePypiIndex server;
    private PypiIndex index;

    @BeforeEach
    void start() {
        server = SamplePypiIndex.start();
        index = new PypiIndex(PypiConfiguration.of(server.url()), PypiLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        index.close();
        server.close();
    }

    private IndexPage page(String name) throws Exception {
        return index.page(name, null) instanceof PageOutcome.Found(var page)
                ? page
                : org.assertj.core.api.Assertions.fail(name);
    }

    @Test
    void readsTheSameOutOfJsonAndOutOfHtml() throws Exception {
        server.publish(SampleWheel.of("A.Server==1.0").withPython(">=3.9"))
                .publish("A.Server==1.1");
        server.yank("A_Server-1.0-py3-none-any.whl", "broken");
        var json = page("a_SERVER");
        var html = IndexHtmlOf(json);

        assertThat(json.project()).isEqualTo("a-server");
        assertThat(json.versions()).hasToString("[1.0, 1.1]");
        var first = json.files("1.0").getFirst();
        assertThat(first.requiresPython()).isEqualTo(">=3.9");
        assertThat(first.yanked()).isEqualTo("broken");
        assertThat(first.metadata()).containsKey("sha256");
        assertThat(first.size()).isPositive();
        assertThat(first.uploaded()).startsWith("2026-01-02");
        assertThat(html.files("1.0").getFirst().hashes()).isEqualTo(first.hashes());
        assertThat(html.files("1.0").getFirst().yanked()).isEqualTo("broken");
        assertThat(html.files("1.0").getFirst().requiresPython()).isEqualTo(">=3.9");
        assertThat(html.files("1.0").getFirst().url()).isEqualTo(first.url());
    }

    private IndexPage IndexHtmlOf(IndexPage json) throws Exception {
        server.inHtmlAlone();
        return page(json.project());
    }

    @Test
    void refusesALaterVersionOfTheApiAndWhatIsAboutAnother() throws Exception {
        server.publish("a-server==1.0");
        server.speak("2.0");
        assertThat(index.page("a-server", null))
                .isInstanceOfSatisfying(
                        PageOutcome.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains("version '2.0'"));

        for (var body :
                List.of(
                        "[]",
                        "{",
                        "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"other\",\"files\":[]}",
                        "{\"meta\":{\"api-version\":\"1.0\"},\"name\":\"a-server\"}")) {
            assertThat(
                            org.assertj.core.api.Assertions.catchThrowable(
                                    () ->
                                            IndexJson.parse(
                                                    "a-server",
                                                    ADDRESS,
                                                    body.getBytes(StandardCharsets.UTF_8),
                                                    null)))
                    .as(body)
                    .isInstanceOf(MalformedPageException.class);
        }
    }

    @Test
    void leavesOutFilesOfOthersAndAddressesThatNobodyGoesTo() throws Exception {
        var body =
                """
                {"meta": {"api-version": "1.4", "tracks": ["https://other.example/simple/a-server/"]},
                 "name": "A-Server", "alternate-locations": ["https://more.example/"],
                 "project-status": {"status": "archived"},
                 "files": [
                  {"filename": "a_server-1.0-py3-none-any.whl", "url": "https://u:p@evil.example/a"},
                  {"filename": "a_server-1.1-py3-none-any.whl", "url": "file:///etc/passwd"},
                  {"filename": "other-1.0-py3-none-any.whl", "url": "other"},
                  {"filename": "a_server-1.2.tar.gz", "url": "../x/a_server-1.2.tar.gz#frag",
                   "hashes": {"sha256": "no hash", "md5": "d41d8cd98f00b204e9800998ecf8427e"},
                   "provenance": "https://index.example/integrity/x", "yanked": true}]}
                """;
        var page =
                IndexJson.parse(
                        "a-server", ADDRESS, body.getBytes(StandardCharsets.UTF_8), "\"1\"");

        assertThat(page.files()).hasSize(1);
        var file = page.files().getFirst();
        assertThat(file.url())
                .isEqualTo(URI.create("https://index.example/simple/x/a_server-1.2.tar.gz"));
        assertThat(file.hashes()).containsOnlyKeys("md5");
        assertThat(file.yanked()).isEmpty();
        assertThat(file.provenance()).contains("integrity");
        assertThat(page.status()).isEqualTo("archived");
        assertThat(page.tracks()).hasSize(1);
        assertThat(page.alternates()).containsExactly("https://more.example/");
    }

    @Test
    void readsTheFormerNameOfMetadataInHtmlAndABase() throws Exception {
        var body =
                """
                <html><head><meta name="pypi:repository-version" content="1.0">
                <base href="https://files.example/root/"></head>
                <a href="a_server-1.0-py3-none-any.whl#sha256=%s"
                 data-dist-info-metadata="sha256=%s" data-requires-python="&gt;=3.8">x</a>
                """
                        .formatted("a".repeat(64), "b".repeat(64));
        var file =
                IndexHtml.parse("a-server", ADDRESS, body.getBytes(StandardCharsets.UTF_8), null)
                        .files()
                        .getFirst();

        assertThat(file.url())
                .isEqualTo(URI.create("https://files.example/root/a_server-1.0-py3-none-any.whl"));
        assertThat(file.metadata()).containsEntry("sha256", "b".repeat(64));
        assertThat(file.requiresPython()).isEqualTo(">=3.8");
    }

    @Test
    void refusesWhatHasNoHash(@TempDir Path folder) throws Exception {
        server.publish("a-server==1.0");
        var listed = page("a-server").files().getFirst();
        var without =
                new IndexFile(
                        listed.name(),
                        listed.url(),
                        java.util.Map.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);

        assertThat(index.file(without, folder.resolve("file")))
                .isInstanceOf(FetchOutcome.NothingToCompare.class);
        assertThat(index.file(listed, folder.resolve("file")))
                .isInstanceOf(FetchOutcome.Fetched.class);
    }
}
