package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's clock is set while a node runs. What is approved here is so for a day. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SetClockTest {

    @TempDir private static Path folder;

    private static Path time;
    private static Cluster cluster;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        var library =
                Stream.of("x86_64-linux-gnu", "aarch64-linux-gnu")
                        .map(each -> Path.of("/usr/lib", each, "faketime/libfaketimeMT.so.1"))
                        .filter(Files::exists)
                        .findFirst();
        assumeTrue(library.isPresent(), "there is no libfaketime here");
        time = folder.resolve("time");
        set("+0");
        // With its mend for other libraries, waiting threads of Java would spin.
        cluster =
                Cluster.start(
                        folder,
                        1,
                        6,
                        Map.of(
                                "GATE_POLL", "500ms",
                                "GATE_SNAPSHOT_AGE", "10s",
                                "LD_PRELOAD", library.get().toString(),
                                "FAKETIME_TIMESTAMP_FILE", time.toString(),
                                "FAKETIME_CACHE_DURATION", "1",
                                "NO_FAKE_STAT", "1",
                                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                                "FAKETIME_FORCE_MONOTONIC_FIX", "0"));
        node = cluster.nodes().getFirst();
        node.awaitPages();
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static void set(String offset) throws IOException {
        var next = Files.writeString(folder.resolve("time.next"), offset + "\n");
        Files.move(next, time, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void await(int number, int status) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var address = node.gate().resolve(Cluster.path(number));
        for (var last = Asked.status(address); last != status; last = Asked.status(address)) {
            assertThat(System.nanoTime()).as("%s: %s", last, node.printed()).isLessThan(until);
            Thread.sleep(50);
        }
    }

    private static void awaitPrinted(String words) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!node.printed().contains(words)) {
            assertThat(System.nanoTime()).as(node.printed()).isLessThan(until);
            Thread.sleep(50);
        }
    }

    @Test
    @Order(1)
    void whatHasExpiredByTheNewTimeIsRefusedAndServedAgainOnceThatIsSetRight() throws Exception {
        await(0, 200);

        set("+2d");
        await(0, 403);

        set("+0");
        await(0, 200);
        assertThat(cluster.revoke(node, 1)).isEqualTo(201);
        await(1, 403);
    }

    @Test
    @Order(2)
    void decisionsAreTakenAtTheRightTimeWhereTheClockWasSetBackAndThatIsTold() throws Exception {
        set("-10d");
        awaitPrinted("This machine's clock was set back by 86");

        await(0, 200);
        assertThat(cluster.revoke(node, 2)).isEqualTo(201);
        await(2, 403);
        var days =
                cluster.database()
                        .jdbc()
                        .sql(
                                "SELECT count(*) FROM audit_event"
                                        + " WHERE at < clock_timestamp() - INTERVAL '1 day'")
                        .query(Long.class)
                        .single();
        assertThat(days).isZero();
    }

    /** Ten days and ten seconds would it be by the clock. */
    @Test
    @Order(3)
    void whatWasKnownGetsTooOldThoughTheClockStandsDaysBefore() throws Exception {
        cluster.database().kill();

        await(0, 503);

        cluster.database().start();
        await(0, 200);
    }
}
