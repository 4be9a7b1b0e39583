package dev.assay.scanners.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.LyingUpstream.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * What becomes of a file whose upstream cuts it short, takes for ever or lies, the same in every
 * ecosystem: refused by name, and neither another file nor a later attempt is the worse for it.
 */
@Timeout(60)
public abstract class LyingUpstreamContract {

    /** The longest that a body may take, and the largest that a file may be. */
    protected static final UpstreamSettings PATIENCE =
            new UpstreamSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    List.of(Duration.ofMillis(1)),
                    3);

    protected static final int LARGEST = 1 << 20;

    private static final String HTML =
            "<!doctype html><html><body><h1>Sign in to the network</h1></body></html>";

    protected final LyingUpstream upstream = new LyingUpstream();
    private final byte[] bytes = new byte[50_000];

    @TempDir private Path folder;

    /** Where the file of a release is. */
    protected abstract String path(String release);

    /** Makes a promise of what the file of a release is. */
    protected abstract void promise(String release, byte[] bytes);

    /** Fetches it; whatever is left of one that is refused must be checked here. */
    protected abstract FetchOutcome fetch(String release, Path target) throws Exception;

    @BeforeEach
    void publish() {
        new Random(7).nextBytes(bytes);
        for (var release : List.of("lie", "truth")) {
            promise(release, bytes);
            upstream.serve(path(release), bytes);
        }
    }

    @AfterEach
    void stop() {
        upstream.close();
    }

    @Test
    void aBodyThatEndsBeforeTheLengthThatWasAnnouncedIsTruncated() throws Exception {
        refused(
                out -> LyingUpstream.write(out, "Content-Length: 50000", half()),
                FetchOutcome.Truncated.class);
    }

    @Test
    void aBodyInChunksWithoutTheLastIsTruncated() throws Exception {
        refused(
                out -> {
                    LyingUpstream.write(out, "Transfer-Encoding: chunked", new byte[0]);
                    out.write("61a8\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    out.write(half());
                    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                },
                FetchOutcome.Truncated.class);
    }

    @Test
    void aBodyWithoutALengthThatEndsEarlyIsNotWhatWasPromised() throws Exception {
        refused(
                out -> LyingUpstream.write(out, "X-Length: none", half()),
                FetchOutcome.IntegrityMismatch.class);
    }

    @Test
    void aLengthShorterThanTheBodyIsNotWhatWasPromised() throws Exception {
        refused(
                out -> LyingUpstream.write(out, "Content-Length: 25000", bytes),
                FetchOutcome.IntegrityMismatch.class);
    }

    @Test
    void aLengthThatIsNoneIsAnUpstreamThatIsAway() throws Exception {
        for (var length : List.of("many", "99999999999999999999", "5, 6")) {
            refused(
                    out -> LyingUpstream.write(out, "Content-Length: " + length, bytes),
                    FetchOutcome.Unavailable.class,
                    FetchOutcome.Truncated.class,
                    FetchOutcome.TooLarge.class);
        }
    }

    @Test
    void aLengthBeyondTheLimitIsNotWaitedFor() throws Exception {
        refused(
                out -> {
                    LyingUpstream.write(out, "Content-Length: 1099511627776", bytes);
                    endlessly(out, bytes);
                },
                FetchOutcome.TooLarge.class);
    }

    @Test
    void otherBytesAreNotWhatWasPromised() throws Exception {
        var altered = bytes.clone();
        altered[altered.length / 2] ^= 1;
        refused(
                out -> LyingUpstream.write(out, "Content-Length: 50000", altered),
                FetchOutcome.IntegrityMismatch.class);
    }

    @Test
    void aPageOfHtmlInsteadOfTheFileIsNotWhatWasPromised() throws Exception {
        refused(
                out ->
                        LyingUpstream.write(
                                out,
                                "Content-Type: text/html",
                                HTML.getBytes(StandardCharsets.UTF_8)),
                FetchOutcome.IntegrityMismatch.class);
    }

    @Test
    void aBodyThatDripsIsGivenUpOn() throws Exception {
        var outcome = refused(LyingUpstreamContract::drip, FetchOutcome.Unavailable.class);
        assertThat(outcome.toString()).contains("did not finish within 1.0 s");
    }

    @Test
    void aBodyThatNeverEndsIsTooLarge() throws Exception {
        refused(
                out -> {
                    LyingUpstream.write(out, "X-Length: none", bytes);
                    endlessly(out, bytes);
                },
                FetchOutcome.TooLarge.class);
    }

    @Test
    void headersThatNeverEndAreAnUpstreamThatIsAway() throws Exception {
        refused(
                out -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    endlessly(
                            out,
                            "X-More: of the same\r\n"
                                    .repeat(100)
                                    .getBytes(StandardCharsets.ISO_8859_1));
                },
                FetchOutcome.Unavailable.class);
    }

    @Test
    void anAnswerThatIsNoneIsAnUpstreamThatIsAway() throws Exception {
        refused(out -> out.write(bytes), FetchOutcome.Unavailable.class);
        refused(out -> {}, FetchOutcome.Unavailable.class);
    }

    @Test
    void otherFilesAreNotSlowerForTwentyThatDrip() throws Exception {
        upstream.answer(path("lie"), LyingUpstreamContract::drip);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var drips =
                    IntStream.range(0, 20)
                            .mapToObj(i -> threads.submit(fetching("lie", "drip-" + i)))
                            .toList();
            var other = threads.submit(fetching("truth", "other"));

            assertThat(other.get()).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(drips).as("all of them hang yet").noneMatch(drip -> drip.isDone());
            for (var drip : drips) {
                assertThat(drip.get()).isInstanceOf(FetchOutcome.Unavailable.class);
            }
        }
    }

    private Callable<FetchOutcome> fetching(String release, String file) {
        return () -> fetch(release, folder.resolve(file));
    }

    private FetchOutcome refused(Answer lie, Class<?>... expected) throws Exception {
        upstream.answer(path("lie"), lie);
        var outcome = fetch("lie", folder.resolve("lie"));
        assertThat(outcome).isInstanceOfAny(expected);
        assertThat(outcome.toString()).doesNotContain("null,").doesNotContain("Exception");

        assertThat(fetch("truth", folder.resolve("truth")))
                .as("another file of the same upstream")
                .isInstanceOf(FetchOutcome.Fetched.class);
        upstream.serve(path("lie"), bytes);
        assertThat(fetch("lie", folder.resolve("lie")))
                .as("the same once the upstream is well")
                .isInstanceOf(FetchOutcome.Fetched.class);
        return outcome;
    }

    private byte[] half() {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static void drip(OutputStream out) throws IOException, InterruptedException {
        LyingUpstream.write(out, "Content-Length: 50000", new byte[0]);
        for (var i = 0; i < 100; i++) {
            out.write(' ');
            out.flush();
            Thread.sleep(100);
        }
    }

    /** Until the client hangs up. */
    private static void endlessly(OutputStream out, byte[] part) throws IOException {
        while (true) {
            out.write(part);
        }
    }
}
