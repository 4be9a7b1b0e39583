package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Three nodes behind a proxy, each part killed in turn. The nodes look for changes by themselves
 * once an hour, so that what counts sooner is what they were told.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class NodesTest {

    @TempDir private static Path folder;

    private static Cluster cluster;
    private static Balancer proxy;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(folder, 3, 12, Map.of("GATE_POLL", "1h"));
        proxy = new Balancer(folder.resolve("nginx"), cluster.nodes());
        proxy.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    private static List<Node> nodes() {
        return cluster.nodes();
    }

    private static int status(Node node, int number) throws InterruptedException {
        return Asked.status(node.gate().resolve(Cluster.path(number)));
    }

    private static int proxied(int number) throws InterruptedException {
        return Asked.status(proxy.address().resolve(Cluster.path(number)));
    }

    @Test
    @Order(1)
    void refuseOnAllNodesWhatWasRevokedOnOne() throws Exception {
        for (var number = 1; number < 6; number++) {
            assertThat(proxied(number)).isEqualTo(200);

            assertThat(cluster.revoke(nodes().get(number % 3), number)).isEqualTo(201);

            assertRefusedSoon(number);
        }
    }

    @Test
    @Order(2)
    void serveBehindTheProxyWhileOneOfThemIsKilled() throws Exception {
        var node = nodes().getFirst();
        node.kill();

        for (var each = 0; each < 20; each++) {
            assertThat(proxied(0)).isEqualTo(200);
        }

        node.start();
        node.awaitServed(Cluster.path(0));
    }

    @Test
    @Order(3)
    void serveWhatWasApprovedAndDecideNothingWhileTheDatabaseIsAway() throws Exception {
        cluster.database().kill();

        for (var each : nodes()) {
            assertThat(status(each, 0)).isEqualTo(200);
            assertThat(status(each, 1)).isEqualTo(403);
            assertThat(Asked.status(each.gate().resolve("health/readiness"))).isEqualTo(200);
            var health = each.pages().resolve("actuator/health/");
            assertThat(Asked.status(health.resolve("liveness"))).isEqualTo(200);
            assertThat(Asked.status(health.resolve("readiness"))).isEqualTo(200);
            assertThat(Asked.status(health.resolve("decisions"))).isEqualTo(503);
        }
        assertThat(cluster.revoke(nodes().get(1), 6)).isEqualTo(503);
    }

    @Test
    @Order(4)
    void startWithTheGateAloneWhileTheDatabaseIsAway() throws Exception {
        var node = nodes().get(2);
        node.kill();
        node.start();

        node.awaitServed(Cluster.path(0));
        assertThat(status(node, 1)).isEqualTo(403);
        var path = node.gate().resolve(Cluster.path(0));
        assertThat(Asked.status(path, cluster.token())).isEqualTo(200);
        assertThat(Asked.status(path, cluster.token() + "x")).isEqualTo(401);
        assertThat(Asked.status(node.gate().resolve("health/readiness"))).isEqualTo(200);
        assertThat(Asked.status(node.pages())).isZero();
        assertThat(node.printed())
                .contains(
                        "assay: the database at "
                                + cluster.database().url()
                                + " cannot be reached");
    }

    @Test
    @Order(5)
    void takeUpWhatIsRevokedOnceTheDatabaseIsBack() throws Exception {
        cluster.database().start();
        for (var each : nodes()) {
            each.awaitPages();
        }

        assertThat(cluster.revoke(nodes().getFirst(), 7)).isEqualTo(201);

        assertRefusedSoon(7);
    }

    /** Sooner than any node looks by itself. */
    private static void assertRefusedSoon(int number) throws InterruptedException {
        var until = System.nanoTime() + 30_000_000_000L;
        for (var node : nodes()) {
            while (status(node, number) != 403) {
                assertThat(System.nanoTime()).as(node.printed()).isLessThan(until);
                Thread.sleep(5);
            }
        }
    }
}
