package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.samples.Fault;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A node ends, or stops for a while, in the midst of a vetting, and another one does the rest. They
 * miss each other after two seconds instead of a minute.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KilledNodeTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private static Path folder;

    private static SampleUpstream upstream;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        upstream = SampleUpstream.start();
        cluster =
                Cluster.start(
                        folder,
                        2,
                        1,
                        Map.of(
                                "ASSAY_UPSTREAM_NPM_URL", upstream.url().toString(),
                                "ASSAY_DETONATION_ENABLED", "false",
                                "DBSCHEDULER_POLLINGINTERVAL", "100ms",
                                "DBSCHEDULER_HEARTBEATINTERVAL", "500ms",
                                "DBSCHEDULER_MISSEDHEARTBEATSLIMIT", "4"));
    }

    @AfterAll
    static void stop() throws IOException {
        if (upstream != null) {
            upstream.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void anotherNodeFinishesWhatAKilledOneHadBegun() throws Exception {
        var purl = published("killed");
        var at = requested(purl);
        var artifact = steps(purl).getFirst();

        at.kill();
        upstream.clearFaults();
        awaitVetted(purl, at);

        assertThat(steps(purl)).hasSize(7).contains(artifact);
        assertThat(upstream.requestCount(SampleUpstream.tarballPath("killed", "1.0.0")))
                .as("how often the release's own bytes were fetched")
                .isEqualTo(1);
        assertTold(purl, at);
        at.start();
        at.awaitPages();
    }

    @Test
    @Order(2)
    void whatANodeDoesThatWakesUpTooLateIsNotWritten() throws Exception {
        var purl = published("paused");
        var at = requested(purl);

        at.pause();
        upstream.clearFaults();
        awaitVetted(purl, at);
        var steps = steps(purl);
        at.wake();
        await(at, () -> at.printed().contains("was taken over by another process"));

        assertThat(steps(purl)).isEqualTo(steps);
        assertTold(purl, at);
    }

    /** What depends on something that nobody gives yet. */
    private static Purl published(String name) {
        upstream.publish(SamplePackage.bare(name + "-slow", "1.0.0", Map.of()));
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of(name + "-slow", "1.0.0")));
        upstream.inject(Fault.HANGING, "/" + name + "-slow/-/");
        return Purl.npm(name, "1.0.0");
    }

    /**
     * Has a release vetted until it waits for the dependency.
     *
     * @return the node that has it
     */
    private static Node requested(Purl purl) throws IOException, InterruptedException {
        var asked = cluster.nodes().getFirst();
        asked.awaitPages();
        assertThat(cluster.request(asked, purl)).isEqualTo(201);
        await(
                asked,
                () ->
                        upstream.requestCount(
                                        SampleUpstream.tarballPath(purl.name() + "-slow", "1.0.0"))
                                > 0);
        var name =
                jdbc().sql(
                                """
                                SELECT picked_by FROM scheduled_tasks JOIN release ON task_instance = id
                                WHERE task_name = 'vetting' AND purl = :purl
                                """)
                        .param("purl", purl.toString())
                        .query(String.class)
                        .single();
        return cluster.nodes().get(Integer.parseInt(name.substring("node-".length())) - 1);
    }

    private static void awaitVetted(Purl purl, Node node) throws InterruptedException {
        await(
                node,
                () ->
                        jdbc().sql("SELECT state FROM release WHERE purl = :purl")
                                .param("purl", purl.toString())
                                .query(String.class)
                                .single()
                                .equals("IN_REVIEW"));
    }

    /** The stages on record, and when each of them ended. */
    private static List<String> steps(Purl purl) {
        return jdbc().sql(
                        """
                        SELECT step || ' ' || finished_at || ' ' || document_sha256
                        FROM vetting_step JOIN release ON release_id = id
                        WHERE purl = :purl ORDER BY finished_at
                        """)
                .param("purl", purl.toString())
                .query(String.class)
                .list();
    }

    private static void assertTold(Purl purl, Node killed) {
        var number = cluster.nodes().indexOf(killed) + 1;
        assertThat(
                        jdbc().sql(
                                        """
                                        SELECT action FROM audit_event
                                        WHERE subject = :purl AND action LIKE 'release.vet%'
                                        ORDER BY sequence
                                        """)
                                .param("purl", purl.toString())
                                .query(String.class)
                                .list())
                .containsExactly("release.vetting-interrupted", "release.vetted");
        assertThat(
                        jdbc().sql(
                                        """
                                        SELECT detail FROM audit_event
                                        WHERE subject = :purl
                                            AND action = 'release.vetting-interrupted'
                                        """)
                                .param("purl", purl.toString())
                                .query(String.class)
                                .single())
                .contains("(node-" + number + ")");
        assertThat(new AuditChain(jdbc()).verify()).isInstanceOf(AuditChain.State.Whole.class);
    }

    private static JdbcClient jdbc() {
        return cluster.database().jdbc();
    }

    private static void await(Node node, BooleanSupplier until) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!until.getAsBoolean()) {
            assertThat(System.nanoTime()).as(node.printed()).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
