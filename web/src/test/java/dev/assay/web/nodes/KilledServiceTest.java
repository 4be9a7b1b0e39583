package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.Accounts;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.web.AssayApplication;
import dev.assay.web.cli.AssayCommand;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A service on the embedded database is killed again and again while it is asked for everything at
 * once: requests and their vettings, files that are handed in, revocations, fetches. Some of the
 * kills fall into its start. Whatever it answered has to be there afterwards, and nothing else may
 * be. Builds kill it twice, {@code ./test long kills} two hundred times or for three hours.
 */
@Tag("kills")
final class KilledServiceTest {

    private static final boolean LONG = "kills".equals(System.getProperty("assay.long"));
    private static final int TIMES = Integer.getInteger("assay.kills", LONG ? 200 : 2);
    private static final Duration LONGEST = Duration.ofHours(3);

    @TempDir private Path folder;

    @Test
    void nothingThatWasAnsweredIsLostAndNothingIsHalf() throws Exception {
        var seed = Long.getLong("assay.kills.seed", System.nanoTime());
        System.out.println("killed service: seed " + seed);
        var random = new Random(seed);
        var until = System.nanoTime() + LONGEST.toNanos();
        try (var upstream = SampleUpstream.start();
                var node = new Node(folder, settings(upstream))) {
            var approved = seed(node.data());
            var work = new Asking(node, upstream, approved);
            var kills = 0;
            while (kills < TIMES && System.nanoTime() < until) {
                kills++;
                node.start();
                if (random.nextInt(5) == 0) {
                    Thread.sleep(random.nextInt(8_000));
                    node.kill();
                } else {
                    node.awaitPages();
                    work.during(kills, random.nextInt(3_000));
                }
                work.check(node.data());
            }
            finish(node, work);
            System.out.println("killed service: " + kills + " kills, " + work.told());
        }
    }

    /** Another start does what is left; then it is all there, and the trail is what was signed. */
    private void finish(Node node, Asking work) throws Exception {
        node.start();
        node.awaitPages();
        work.awaitVetted();
        var trail =
                Files.write(
                        folder.resolve("trail.zip"),
                        Asked.get(
                                node.pages().resolve("api/v1/exports/audit-log"),
                                Cluster.LOGIN,
                                Cluster.PASSWORD));
        var said = new StringWriter();
        var status =
                AssayCommand.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(
                                "audit",
                                "verify",
                                trail.toString(),
                                "--key=" + node.data().resolve("attestation/keys.json"));
        assertThat(status).as(said.toString()).isZero();
        node.terminate();
        node.awaitEnd();
        work.check(node.data());
        work.checkFetches(node.data());
    }

    private static Map<String, String> settings(SampleUpstream upstream) {
        return Map.of(
                "ASSAY_UPSTREAM_NPM_URL", upstream.url().toString(),
                "ASSAY_UPLOAD_NPM_NAMESPACES", "@acme/*",
                "ASSAY_DETONATION_ENABLED", "false",
                "ASSAY_VETTING_RETRYPAUSES", "200ms,500ms,1s,1s",
                "DBSCHEDULER_POLLINGINTERVAL", "100ms");
    }

    /** Somebody who may do all of it, and releases to fetch and to revoke. */
    private static List<Asking.Approved> seed(Path data) throws Exception {
        Files.createDirectories(data);
        var all = new ArrayList<Asking.Approved>();
        try (var first =
                new SpringApplication(AssayApplication.class)
                        .run(
                                "--server.port=0",
                                "--gate.port=0",
                                "--db-scheduler.enabled=false",
                                "--assay.data-directory=" + data,
                                "--assay.upstream.npm.url=http://127.0.0.1:9/")) {
            first.getBean(Accounts.class)
                    .create(
                            "test",
                            Cluster.LOGIN,
                            "Sam Security",
                            Set.of(Role.SECURITY, Role.REQUESTER, Role.AUDITOR),
                            Cluster.PASSWORD);
            for (var number = 0; number < 20 + Asking.A_ROUND * TIMES; number++) {
                var content = new byte[1_000 + number % 5 * 20_000];
                new Random(number).nextBytes(content);
                var purl = Purl.npm("nodes-probe", "1.0." + number);
                Id id = Cluster.approved(first, purl, content);
                all.add(new Asking.Approved(id, Cluster.path(number), content));
            }
        }
        // What worked in the background keeps the file open in this process for a moment.
        try (var last =
                        DriverManager.getConnection(
                                EmbeddedDatabase.url(data), EmbeddedDatabase.USER, "");
                var statement = last.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        return all;
    }
}
