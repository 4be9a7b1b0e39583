package dev.assay.inventory.fetchlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Id;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

final class FetchLogTest {

    private static final FetchLog.Settings SMALL =
            new FetchLog.Settings(2000, Duration.ofMillis(5), Duration.ofMillis(600));

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir private Path root;

    @Test
    void hasEveryFetchInItsOrderAcrossSegmentsAndSaysThatItEnded() throws Exception {
        try (var log = open()) {
            for (var number = 1; number <= 50; number++) {
                assertThat(log.offer(Fetches.number(number))).isTrue();
                if (number % 10 == 0) {
                    assertThat(log.flush(LONG)).isTrue();
                    assertThat(log.lastForced()).isEqualTo(number);
                }
            }
        }

        assertThat(new Segments(folder()).numbers()).hasSizeGreaterThan(3);
        assertThat(Fetches.records(folder()))
                .extracting(FetchRecord::fetch)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 50).mapToObj(Fetches::number).toList());
        assertThat(Fetches.records(folder()))
                .extracting(FetchRecord::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(new Segments(folder()).end().inOrder()).isTrue();
    }

    @Test
    void goesOnWithTheNextNumberAfterAnEndInOrder() throws Exception {
        write(1, 3);
        write(4, 5);

        assertThat(Fetches.records(folder()))
                .extracting(FetchRecord::sequence)
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(Fetches.records(folder())).extracting(FetchRecord::node).containsOnly(node());
    }

    @Test
    void leavesOutAsManyNumbersAsMayHaveBeenGivenAfterAnyOtherEnd() throws Exception {
        write(1, 3);
        cut(last(), Files.size(last()) - 1);
        write(4, 4);

        assertThat(Fetches.records(folder()))
                .extracting(FetchRecord::sequence)
                .containsExactly(1L, 2L, 3L, 3L + FetchLog.MOST_WAITING + 1);
    }

    @Test
    void keepsEveryWholeLineWhereverTheLastOneIsTorn() throws Exception {
        write(1, 3);
        var whole = Files.readAllBytes(last());
        var lines = new String(whole, StandardCharsets.UTF_8).lines().toList();
        var closed = lines.getLast().length() + 1;
        var third = lines.get(lines.size() - 2).length() + 1;
        var end = whole.length - closed;

        for (var cut = end - third; cut < end; cut++) {
            Files.write(last(), Arrays.copyOf(whole, cut));
            assertThat(Fetches.records(folder()))
                    .as("cut at %d", cut)
                    .extracting(FetchRecord::sequence)
                    .containsExactly(1L, 2L);
            assertThat(new Segments(folder()).end().inOrder()).as("cut at %d", cut).isFalse();
        }
        Files.write(last(), Arrays.copyOf(whole, end));
        assertThat(Fetches.records(folder())).hasSize(3);
        assertThat(new Segments(folder()).end().inOrder()).isFalse();
    }

    @Test
    void takesNoLineThatWasAlteredAndGoesOnBehindIt() throws Exception {
        write(1, 3);
        var whole = Files.readAllBytes(last());
        var text = new String(whole, StandardCharsets.ISO_8859_1);
        var from = text.indexOf('\n') + 1;
        from = text.indexOf('\n', from) + 1;
        var to = text.indexOf('\n', from);

        for (var at = from; at < to; at++) {
            var altered = whole.clone();
            altered[at] ^= 1;
            Files.write(last(), altered);
            assertThat(Fetches.records(folder()))
                    .as("altered at %d", at)
                    .extracting(FetchRecord::sequence)
                    .containsExactly(1L, 3L);
        }
    }

    @Test
    void takesFetchesForAWhileThatItCannotWriteAndNoMoreAfterThat() throws Exception {
        try (var log = open()) {
            log.offer(Fetches.number(1));
            assertThat(log.flush(LONG)).isTrue();
            // A folder that is a file: not even root can write into that.
            var aside = root.resolve("aside");
            Files.move(folder(), aside);
            Files.createFile(folder());

            assertThat(log.offer(Fetches.number(2))).isTrue();
            assertThat(log.flush(Duration.ofMillis(200))).isFalse();
            assertThat(log.offer(Fetches.number(3))).as("within the grace").isTrue();
            Thread.sleep(700);
            assertThat(log.offer(Fetches.number(4))).as("after the grace").isFalse();
            assertThat(log.why()).contains("cannot be written since");

            Files.delete(folder());
            Files.move(aside, folder());
            assertThat(log.flush(LONG)).as("what was taken is written then").isTrue();
            assertThat(log.why()).isNull();
            assertThat(log.offer(Fetches.number(4))).isTrue();
        }
        // What was written while the folder was elsewhere is written again, under the same number.
        assertThat(Fetches.records(folder()).stream().map(FetchRecord::sequence).distinct())
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void takesNoMoreThanItMayHaveInLine() throws Exception {
        try (var log = open()) {
            Files.move(folder(), root.resolve("aside"));
            Files.createFile(folder());
            var taken = 0;
            while (taken < 2 * FetchLog.MOST_WAITING && log.offer(Fetches.number(1))) {
                taken++;
            }
            assertThat(taken).isLessThanOrEqualTo(FetchLog.MOST_WAITING);
            Files.delete(folder());
            Files.move(root.resolve("aside"), folder());
        }
    }

    @Test
    void givesEachProcessOfASharedFolderALogOfItsOwn() throws Exception {
        try (var one = open();
                var other = open()) {
            assertThat(one.node()).isNotEqualTo(other.node());
            assertThat(one.folder()).isNotEqualTo(other.folder());
        }
    }

    /** On a file system of one megabyte, which a name space of our own lets us mount. */
    @Test
    void losesNothingThatItTookWhenTheDiskIsFull() throws Exception {
        var disk = Files.createDirectory(root.resolve("disk"));
        var script = "mount -t tmpfs -o size=1m tmpfs \"$1\" || exit 97; shift; exec \"$@\"";
        var command =
                new ArrayList<>(
                        List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"));
        command.addAll(List.of(script, "sh", disk.toString()));
        command.addAll(LogProcess.command(FullDiskLog.class, disk.toString()));
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            Assumptions.abort("there is no unshare command: " + e.getMessage());
            return;
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Assumptions.assumeTrue(
                said.contains("full disk tried"), "no small file system can be mounted: " + said);

        assertThat(said)
                .contains("after the grace: it cannot be written since ")
                .contains("No space left on device")
                .contains("after making room: everything");
    }

    private FetchLog open() throws IOException {
        return FetchLog.open(root, SMALL, Clock.systemUTC());
    }

    private void write(long first, long last) throws Exception {
        try (var log = FetchLog.open(root, FetchLog.Settings.DEFAULT, Clock.systemUTC())) {
            for (var number = first; number <= last; number++) {
                log.offer(Fetches.number(number));
            }
            assertThat(log.flush(LONG)).isTrue();
        }
    }

    private Path folder() {
        return root.resolve("1");
    }

    private Id node() throws IOException {
        return Fetches.records(folder()).getFirst().node();
    }

    private Path last() throws IOException {
        var segments = new Segments(folder());
        return segments.file(segments.numbers().getLast());
    }

    private static void cut(Path file, long length) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }
}
