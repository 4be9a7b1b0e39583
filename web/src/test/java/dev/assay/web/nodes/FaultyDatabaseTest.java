package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A database that is neither there nor away: it is slow, answers nothing, or is one that may be
 * read alone, as while another one takes over.
 */
final class FaultyDatabaseTest {

    private static final Duration LATE = Duration.ofMillis(25);
    private static final int FETCHES = 20;

    @TempDir private static Path folder;

    private static DatabaseWay way;
    private static Cluster cluster;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        way = new DatabaseWay();
        cluster = Cluster.start(folder, 1, 8, Map.of("GATE_POLL", "1s"), way::to);
        node = cluster.nodes().getFirst();
        node.awaitPages();
    }

    @AfterAll
    static void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
        }
        way.close();
    }

    @AfterEach
    void mend() throws InterruptedException {
        way.delay(Duration.ZERO);
        way.silent(false);
        awaitDecisions(200);
    }

    private static void assertServed(int number) throws InterruptedException {
        assertThat(Asked.status(node.gate().resolve(Cluster.path(number)))).isEqualTo(200);
    }

    private static void awaitDecisions(int status) throws InterruptedException {
        await(node.pages().resolve("actuator/health/decisions"), status);
    }

    private static void awaitRefused(int number) throws InterruptedException {
        await(node.gate().resolve(Cluster.path(number)), 403);
    }

    private static void await(URI address, int status) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (Asked.status(address) != status) {
            assertThat(System.nanoTime()).as(node.printed()).isLessThan(until);
            Thread.sleep(50);
        }
    }

    @Test
    void noFetchWaitsForADatabaseThatIsSlowAndDecisionsAreTakenAllTheSame() throws Exception {
        way.delay(LATE);
        var began = System.nanoTime();

        for (var each = 0; each < FETCHES; each++) {
            assertServed(0);
        }

        // One look into the database for each, there and back, would take that long.
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isLessThan(LATE.multipliedBy(2L * FETCHES));
        assertThat(cluster.revoke(node, 1)).isEqualTo(201);
        awaitRefused(1);
    }

    @Test
    void whatIsApprovedIsServedAndNothingIsDecidedWhileTheDatabaseIsSilent() throws Exception {
        way.silent(true);

        assertServed(0);
        assertThat(cluster.revoke(node, 2)).isEqualTo(503);
        awaitDecisions(503);
        assertServed(2);
        assertThat(Asked.status(node.pages().resolve("actuator/health/liveness"))).isEqualTo(200);

        way.silent(false);
        awaitDecisions(200);
        assertThat(cluster.revoke(node, 2)).isEqualTo(201);
        awaitRefused(2);
    }

    @Test
    void nothingIsDecidedWhileAStandbyAnswersThatMayNotBeWrittenTo() throws Exception {
        cluster.database()
                .jdbc()
                .sql("ALTER DATABASE postgres SET default_transaction_read_only = on")
                .update();
        way.cut();

        assertThat(cluster.revoke(node, 3)).isEqualTo(503);
        assertServed(3);

        cluster.database()
                .jdbc()
                .sql(
                        "BEGIN; SET TRANSACTION READ WRITE;"
                                + " ALTER DATABASE postgres RESET default_transaction_read_only; COMMIT")
                .update();
        way.cut();
        awaitDecisions(200);
        assertThat(cluster.revoke(node, 3)).isEqualTo(201);
        awaitRefused(3);
    }
}
