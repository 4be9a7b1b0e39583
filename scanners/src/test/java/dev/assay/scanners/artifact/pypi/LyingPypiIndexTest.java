package dev.assay.scanners.artifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.LyingUpstream;
import dev.assay.scanners.artifact.LyingUpstreamContract;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

final class LyingPypiIndexTest extends LyingUpstreamContract {

    private final Map<String, IndexFile> promised = new HashMap<>();
    private final PypiIndex index =
            new PypiIndex(
                    PypiConfiguration.of(upstream.address()),
                    new PypiLimits(
                            LARGEST,
                            LARGEST,
                            LARGEST,
                            LARGEST,
                            100L * LARGEST,
                            100,
                            100,
                            100,
                            Duration.ofMinutes(1),
                            PATIENCE));

    @AfterEach
    void close() {
        index.close();
    }

    @Override
    protected String path(String release) {
        return "/files/" + release + "-1.0-py3-none-any.whl";
    }

    @Override
    protected void promise(String release, byte[] bytes) {
        var name = path(release).substring("/files/".length());
        promised.put(
                release,
                new IndexFile(
                        DistributionFile.of(release, name).orElseThrow(),
                        upstream.address().resolve(path(release)),
                        Map.of("sha256", Sha256.of(bytes).hex()),
                        null,
                        null,
                        null,
                        (long) bytes.length,
                        null,
                        null));
    }

    @Override
    protected FetchOutcome fetch(String release, Path target) throws Exception {
        return index.file(Objects.requireNonNull(promised.get(release)), target);
    }

    @Test
    void aPageOfHtmlThatIsNoIndexIsNotAPackageWithoutFiles() throws Exception {
        upstream.answer(
                "/a-server/",
                out ->
                        LyingUpstream.write(
                                out,
                                "Content-Type: text/html",
                                "<html><a href=\"/login\">Sign in to the network</a></html>"
                                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(index.page("a-server", null))
                .isInstanceOfSatisfying(
                        PageOutcome.Malformed.class,
                        page -> assertThat(page.reason()).contains("lists no file"));
    }

    @Test
    void aPageThatSaysWhatItIsMayListNothing() throws Exception {
        upstream.answer(
                "/a-server/",
                out ->
                        LyingUpstream.write(
                                out,
                                "Content-Type: text/html",
                                "<meta name=\"pypi:repository-version\" content=\"1.0\">"
                                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(index.page("a-server", null)).isInstanceOf(PageOutcome.Found.class);
    }
}
