package dev.assay.scanners.artifact.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.LyingUpstream;
import dev.assay.scanners.artifact.LyingUpstreamContract;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

final class LyingMavenRepositoryTest extends LyingUpstreamContract {

    private final MavenRepository repository =
            new MavenRepository(
                    MavenConfiguration.of(upstream.address()),
                    new MavenLimits(
                            LARGEST,
                            LARGEST,
                            LARGEST,
                            100L * LARGEST,
                            100,
                            100,
                            100,
                            100,
                            Duration.ofMinutes(1),
                            PATIENCE),
                    Clock.systemUTC());

    @TempDir private Path elsewhere;

    @AfterEach
    void close() {
        repository.close();
    }

    private static MavenFile file(String release) {
        return new MavenFile("org.example", release, "1.0", "", "jar");
    }

    @Override
    protected String path(String release) {
        return "/" + file(release).path();
    }

    @Override
    protected void promise(String release, byte[] bytes) {
        upstream.serve(
                path(release) + ".sha256",
                Sha256.of(bytes).hex().getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected FetchOutcome fetch(String release, Path target) throws Exception {
        try (var work = repository.begin()) {
            var outcome = work.fetch(file(release));
            try (var left = Files.walk(work.folder())) {
                assertThat(left.filter(path -> path.toString().endsWith(".jar")))
                        .as("what may be taken for the file")
                        .hasSize(outcome instanceof FetchOutcome.Fetched ? 1 : 0);
            }
            return outcome;
        }
    }

    @Test
    void aChecksumThatIsCutShortOrNoChecksumIsNotCompared() throws Exception {
        var digest = path("lie") + ".sha256";
        upstream.answer(
                digest,
                out ->
                        LyingUpstream.write(
                                out,
                                "Content-Length: 64",
                                "abc".getBytes(StandardCharsets.US_ASCII)));
        assertThat(fetch("lie", elsewhere)).isInstanceOf(FetchOutcome.Truncated.class);

        upstream.serve(digest, "<html>not here</html>".getBytes(StandardCharsets.US_ASCII));
        assertThat(fetch("lie", elsewhere)).isInstanceOf(FetchOutcome.IntegrityMismatch.class);

        upstream.serve(digest, new byte[2 * LARGEST]);
        assertThat(fetch("lie", elsewhere)).isInstanceOf(FetchOutcome.TooLarge.class);
    }
}
