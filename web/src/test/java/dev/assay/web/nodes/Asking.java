package dev.assay.web.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditChain;
import dev.assay.inventory.store.EmbeddedDatabase;
import dev.assay.inventory.store.FileBlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks a service for everything at once until it is killed, and remembers what it answered. */
final class Asking {

    /**
     * A release that the gate serves until it is revoked.
     *
     * @param content what it has to serve
     */
    record Approved(Id id, String path, byte[] content) {}

    /** How many are revoked between two kills. */
    static final int A_ROUND = 4;

    /** A fetch in this time before a kill may be in the group that is lost. */
    private static final long LAST_GROUP_NANOS = 1_000_000_000L;

    private final Node node;
    private final SampleUpstream upstream;
    private final List<Approved> approved;
    private volatile int lastRevoked;
    private volatile boolean over;
    private final AtomicInteger revoking = new AtomicInteger();
    private final Map<Integer, Boolean> revoked = new ConcurrentHashMap<>();
    private final Queue<String> requested = new ConcurrentLinkedQueue<>();
    private final Queue<Sha256> uploaded = new ConcurrentLinkedQueue<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private long fetched;
    private long fetchedForSure;
    private long gaps;

    Asking(Node node, SampleUpstream upstream, List<Approved> approved) {
        this.node = node;
        this.upstream = upstream;
        this.approved = approved;
    }

    private interface Question {
        void ask(int number) throws IOException, InterruptedException;
    }

    /**
     * Asks until each was answered once, then for so long, and kills the node while it is asked.
     */
    void during(int round, int millis) throws InterruptedException {
        var before = answered();
        lastRevoked = revoking.get() + A_ROUND;
        over = false;
        var fetches = new ConcurrentLinkedQueue<Long>();
        var asking = new ArrayList<Thread>();
        asking.add(until(number -> request("k-%d-%d".formatted(round, number))));
        asking.add(until(number -> upload("@acme/u-%d-%d".formatted(round, number))));
        asking.add(until(number -> revoke()));
        asking.add(until(number -> fetch(fetches)));
        asking.add(until(number -> fetch(fetches)));
        awaitOneOfEach(before, fetches);
        Thread.sleep(millis);
        var killed = System.nanoTime();
        node.kill();
        over = true;
        for (var each : asking) {
            each.join();
        }
        fetched += fetches.size();
        fetchedForSure += fetches.stream().filter(at -> at < killed - LAST_GROUP_NANOS).count();
    }

    private int[] answered() {
        return new int[] {requested.size(), uploaded.size(), revoked.size()};
    }

    private void awaitOneOfEach(int[] before, Queue<Long> fetches) throws InterruptedException {
        var until = System.nanoTime() + 180_000_000_000L;
        while (System.nanoTime() < until) {
            var now = answered();
            if (now[0] > before[0]
                    && now[1] > before[1]
                    && now[2] > before[2]
                    && !fetches.isEmpty()) {
                return;
            }
            Thread.sleep(10);
        }
        wrong.add(
                "not everything was answered within three minutes: " + Arrays.toString(answered()));
    }

    /** Until there is no answer, or nothing left to ask when it was killed. */
    private Thread until(Question question) {
        return Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                for (var number = 0; !over; number++) {
                                    question.ask(number);
                                }
                            } catch (IOException e) {
                                // It was killed.
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private void request(String name) throws IOException, InterruptedException {
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        var purl = Purl.npm(name, "1.0.0");
        if (Cluster.requested(node, purl) == 201) {
            requested.add(purl.toString());
        }
        Thread.sleep(150);
    }

    private void upload(String name) throws IOException, InterruptedException {
        var tarball = SamplePackage.bare(name, "1.0.0", Map.of()).tarball();
        var status =
                Asked.put(
                        node.pages().resolve("api/v1/uploads/some.tgz"),
                        Cluster.LOGIN,
                        Cluster.PASSWORD,
                        tarball);
        if (status == 201) {
            uploaded.add(Sha256.of(tarball));
        }
        Thread.sleep(100);
    }

    private void revoke() throws IOException, InterruptedException {
        Thread.sleep(300);
        var number = revoking.get();
        if (number < lastRevoked) {
            var status = Cluster.revoked(node, approved.get(number).id());
            if (status == 201) {
                revoked.put(number, true);
            }
            if (status == 201 || status == 409) {
                revoking.incrementAndGet();
            }
        }
    }

    private void fetch(Queue<Long> fetches) throws IOException, InterruptedException {
        var first = Math.max(0, revoking.get() - 5);
        var number =
                first + ThreadLocalRandom.current().nextInt(Math.min(25, approved.size() - first));
        var release = approved.get(number);
        var wasRevoked = revoked.containsKey(number);
        var answer = Asked.get(node.gate().resolve(release.path()));
        if (answer.statusCode() == 200) {
            fetches.add(System.nanoTime());
            if (wasRevoked) {
                wrong.add(release.path() + " was served after it was revoked");
            }
            if (!Arrays.equals(answer.body(), release.content())) {
                wrong.add(release.path() + " was served with other bytes");
            }
        }
        Thread.sleep(2);
    }

    /** Waits until nothing is left to vet. */
    void awaitVetted() throws IOException, InterruptedException {
        var until = System.nanoTime() + 600_000_000_000L;
        while (new String(
                        Asked.get(
                                node.pages().resolve("api/v1/requests?state=vetting"),
                                Cluster.LOGIN,
                                Cluster.PASSWORD))
                .contains("\"purl\"")) {
            assertThat(System.nanoTime()).as(node.printed()).isLessThan(until);
            Thread.sleep(200);
        }
    }

    /** Looks at what is on the disk of a service that does not run. */
    void check(Path data) throws Exception {
        assertThat(wrong).isEmpty();
        EmbeddedDatabase.mend(data);
        try (var connection = database(data).getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            assertThat(new AuditChain(jdbc).verify()).isInstanceOf(AuditChain.State.Whole.class);
            assertThat(list(jdbc, "SELECT purl FROM release")).containsAll(requested);
            assertThat(
                            list(
                                    jdbc,
                                    "SELECT subject FROM audit_event WHERE action = 'release.requested'"))
                    .containsAll(requested)
                    .doesNotHaveDuplicates();
            assertThat(list(jdbc, "SELECT sha256 FROM upload"))
                    .containsAll(uploaded.stream().map(Sha256::hex).toList());
            assertThat(count(jdbc, "SELECT count(*) FROM upload"))
                    .isEqualTo(
                            count(
                                    jdbc,
                                    "SELECT count(*) FROM audit_event WHERE action = 'upload.taken'"));
            checkDecisions(jdbc);
            checkVettings(jdbc);
            checkBlobs(jdbc, new FileBlobStore(data.resolve("blobs")));
        }
    }

    private void checkDecisions(JdbcClient jdbc) {
        var ended = list(jdbc, "SELECT id FROM release WHERE state = 'REVOKED'");
        assertThat(ended)
                .containsAll(
                        revoked.keySet().stream()
                                .map(each -> approved.get(each).id().value())
                                .toList())
                .containsExactlyInAnyOrderElementsOf(
                        list(jdbc, "SELECT release_id FROM decision WHERE kind = 'REVOKE'"));
        assertThat(
                        list(
                                jdbc,
                                """
                                SELECT id FROM audit_event JOIN release ON purl = subject
                                WHERE action = 'release.revoked'
                                """))
                .containsExactlyInAnyOrderElementsOf(ended);
        assertThat(count(jdbc, "SELECT count(*) FROM decision")).isEqualTo(ended.size());
    }

    /** A vetting ended once, and whatever ended has all of its stages. */
    private static void checkVettings(JdbcClient jdbc) {
        var vetted = list(jdbc, "SELECT subject FROM audit_event WHERE action = 'release.vetted'");
        assertThat(vetted)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        list(jdbc, "SELECT purl FROM release WHERE state = 'IN_REVIEW'"));
        assertThat(
                        list(
                                jdbc,
                                """
                                SELECT purl FROM release WHERE state = 'IN_REVIEW' AND 7 <>
                                    (SELECT count(*) FROM vetting_step WHERE release_id = release.id)
                                """))
                .isEmpty();
    }

    /** What has its name is whole, and what a row speaks of is there. */
    private static void checkBlobs(JdbcClient jdbc, FileBlobStore blobs) throws IOException {
        blobs.each(digest -> assertThat(blobs.verify(digest)).contains(digest));
        for (var named :
                list(
                        jdbc,
                        """
                        SELECT document_sha256 FROM vetting_step WHERE document_sha256 IS NOT NULL
                        UNION SELECT sha256 FROM upload
                        UNION SELECT sha256 FROM artifact
                        UNION SELECT document_sha256 FROM profile
                        UNION SELECT snapshot_sha256 FROM review WHERE snapshot_sha256 IS NOT NULL
                        """)) {
            assertThat(blobs.has(new Sha256(named))).as(named).isTrue();
        }
    }

    /** Every number of the log of fetches is on record or told to be missing. */
    void checkFetches(Path data) throws Exception {
        try (var connection = database(data).getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var kept = count(jdbc, "SELECT count(*) FROM fetch_record");
            gaps =
                    count(
                            jdbc,
                            "SELECT coalesce(sum(last_missing - first_missing + 1), 0) FROM fetch_gap");
            assertThat(kept + gaps)
                    .isEqualTo(count(jdbc, "SELECT coalesce(sum(shipped), 0) FROM fetch_node"));
            assertThat(kept).isGreaterThanOrEqualTo(fetchedForSure);
            assertThat(
                            count(
                                    jdbc,
                                    "SELECT count(*) FROM audit_event WHERE subject LIKE 'the log of"
                                            + " fetches %'"))
                    .isEqualTo(count(jdbc, "SELECT count(*) FROM fetch_gap"));
        }
    }

    String told() {
        return "%d requests, %d files, %d revocations, %d fetches answered; %d fetches told missing"
                .formatted(requested.size(), uploaded.size(), revoked.size(), fetched, gaps);
    }

    private static JdbcDataSource database(Path data) {
        var database = new JdbcDataSource();
        database.setUrl(EmbeddedDatabase.url(data));
        database.setUser(EmbeddedDatabase.USER);
        return database;
    }

    private static List<String> list(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    private static long count(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
