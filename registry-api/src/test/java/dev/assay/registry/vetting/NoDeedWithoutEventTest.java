package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A deed and its event are one: where the database takes no event of a kind, nothing stands of the
 * deed that it records. Every table is compared, and the deed is done once the event can be written
 * again, so that the test knows it to be one.
 */
class NoDeedWithoutEventTest {

    /** Tables of the job queue, which tells of attempts, and of migrations. */
    private static final List<String> QUEUE = List.of("scheduled_tasks", "flyway_schema_history");

    private record Act(String event, Runnable deed) {}

    @Test
    void nothingStandsOfADeedThatCannotBeRecordedInTheEmbeddedDatabase(@TempDir Path data)
            throws Exception {
        try (var upstream = SampleUpstream.start();
                var rig = VettingRig.start(data, upstream.url())) {
            hold(rig, upstream, "NOCHECK");
        }
    }

    @Test
    void nothingStandsOfADeedThatCannotBeRecordedOnPostgresql(@TempDir Path data) throws Exception {
        try (var server = server();
                var upstream = SampleUpstream.start();
                var rig =
                        VettingRig.start(
                                data,
                                upstream.url(),
                                "spring.datasource.url="
                                        + server.getJdbcUrl("postgres", "postgres"),
                                "spring.datasource.username=postgres")) {
            hold(rig, upstream, "NOT VALID");
        }
    }

    private static void hold(VettingRig rig, SampleUpstream upstream, String later)
            throws Exception {
        verdict(rig, upstream, later);
        var workflow = rig.get(Workflow.class);
        var emergencies = rig.get(Emergencies.class);
        var sam = rig.reviewer();
        var dora = rig.account("dora", Role.DATA_PROTECTION);

        var rejected = inReview(rig, upstream, "rejected");
        var urgent = inReview(rig, upstream, "urgent");
        var approved = inReview(rig, upstream, "approved");
        var form = "npm:" + upstream(upstream, "asked") + "@1.0.0";
        for (var act :
                List.of(
                        new Act("release.requested", () -> rig.request(form)),
                        new Act(
                                "review.rejected",
                                () ->
                                        workflow.reject(
                                                sam,
                                                review(rig, rejected).id(),
                                                "it mails our secrets",
                                                null)),
                        new Act(
                                "release.break-glass",
                                () ->
                                        emergencies.open(
                                                sam, urgent.id(), Stage.PILOT, 1, "the pager")),
                        new Act("release.approved", () -> vote(rig, approved, sam)),
                        new Act(
                                "release.suspended",
                                () -> workflow.suspend(sam, approved.id(), "an odd host")),
                        new Act(
                                "release.lift-recorded",
                                () -> workflow.lift(sam, approved.id(), "explained")),
                        new Act(
                                "release.lifted",
                                () -> workflow.lift(dora, approved.id(), "to me too")),
                        new Act(
                                "release.revoked",
                                () -> workflow.revoke(sam, approved.id(), "not needed")))) {
            unrecorded(rig, act, later);
        }
    }

    private static void unrecorded(VettingRig rig, Act act, String later) throws Exception {
        var jdbc = rig.get(JdbcClient.class);
        quiet(jdbc);
        var before = rows(jdbc);
        block(jdbc, act.event(), later);

        assertThatThrownBy(() -> act.deed().run(), act.event())
                .isInstanceOf(DataAccessException.class);

        same(act.event(), before, rows(jdbc));
        unblock(jdbc);
        act.deed().run();
        assertThat(recorded(jdbc, act.event())).as(act.event()).isPositive();
    }

    /** What the policy says of a release is stored with its event, or not at all. */
    private static void verdict(VettingRig rig, SampleUpstream upstream, String later)
            throws Exception {
        var jdbc = rig.get(JdbcClient.class);
        block(jdbc, "release.vetted", later);
        var asked =
                (RequestOutcome.Accepted)
                        rig.request("npm:" + upstream(upstream, "judged") + "@1.0.0");
        var deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE consecutive_failures > 0")
                                .query(Long.class)
                                .single()
                        == 0
                && rig.await(asked.release().id(), release -> true).state()
                        != ReleaseState.VETTING_FAILED) {
            assertThat(Instant.now()).as("the vetting is tried").isBefore(deadline);
            Thread.sleep(50);
        }

        var release = rig.await(asked.release().id(), each -> true);
        assertThat(release.state()).isNotEqualTo(ReleaseState.IN_REVIEW);
        assertThat(review(rig, release).state()).isEqualTo(Review.State.WAITING);
        assertThat(review(rig, release).snapshotSha256()).isNull();
        unblock(jdbc);
    }

    private static void vote(VettingRig rig, Release release, Account voter) {
        var review = review(rig, release);
        var seen = Objects.requireNonNull(review.snapshotSha256());
        rig.get(Workflow.class)
                .approve(voter, review.id(), new Ballot(seen, Stage.PRODUCTION, "looked"));
    }

    private static Review review(VettingRig rig, Release release) {
        return rig.reviews(release.id()).getFirst();
    }

    private static Release inReview(VettingRig rig, SampleUpstream upstream, String name)
            throws InterruptedException {
        var release = rig.vet("npm:" + upstream(upstream, name) + "@1.0.0");
        rig.confirmTools(release.id());
        return release;
    }

    private static String upstream(SampleUpstream upstream, String name) {
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        return name;
    }

    private static void block(JdbcClient jdbc, String event, String later) {
        jdbc.sql(
                        "ALTER TABLE audit_event ADD CONSTRAINT no_such_event CHECK (action <> '"
                                + event
                                + "') "
                                + later)
                .update();
    }

    private static void unblock(JdbcClient jdbc) {
        jdbc.sql("ALTER TABLE audit_event DROP CONSTRAINT no_such_event").update();
    }

    private static long recorded(JdbcClient jdbc, String event) {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE action = :event")
                .param("event", event)
                .query(Long.class)
                .single();
    }

    /** Waits until nothing changes by itself any more. */
    private static void quiet(JdbcClient jdbc) throws InterruptedException {
        for (var tries = 0; tries < 100; tries++) {
            var one = rows(jdbc);
            Thread.sleep(200);
            if (one.equals(rows(jdbc))) {
                return;
            }
        }
    }

    private static void same(
            String event, Map<String, List<String>> before, Map<String, List<String>> after) {
        var all = new SoftAssertions();
        before.forEach(
                (table, rows) ->
                        all.assertThat(after.get(table))
                                .as(table + " where " + event + " cannot be written")
                                .isEqualTo(rows));
        all.assertAll();
    }

    /** Every row of every table of ours as text, in order. */
    private static Map<String, List<String>> rows(JdbcClient jdbc) {
        var all = new TreeMap<String, List<String>>();
        for (var table :
                jdbc.sql(
                                """
                                SELECT table_name FROM information_schema.tables
                                WHERE lower(table_schema) = 'public'
                                """)
                        .query(String.class)
                        .list()) {
            var name = table.toLowerCase(Locale.ROOT);
            if (QUEUE.contains(name)) {
                continue;
            }
            var rows = new ArrayList<String>();
            jdbc.sql("SELECT * FROM " + name)
                    .query(
                            row -> {
                                var cells = new StringBuilder();
                                for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                                    cells.append(row.getString(i)).append('|');
                                }
                                rows.add(cells.toString());
                            });
            rows.sort(null);
            all.put(name, rows);
        }
        return all;
    }

    private static EmbeddedPostgres server() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            return Assumptions.abort("no PostgreSQL here: " + e.getMessage());
        }
    }
}
