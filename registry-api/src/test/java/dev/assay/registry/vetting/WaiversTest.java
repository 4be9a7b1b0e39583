package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.policy.Effect;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.ReviewDesk;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.registry.workflow.Waivers;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.delta.Verdict;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Waivers: what people may let pass, and what ends by itself. */
@TestInstance(Lifecycle.PER_CLASS)
class WaiversTest {

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private Workflow workflow;
    private Waivers waivers;
    private Emergencies emergencies;
    private Account sam;
    private Account sid;
    private Account rita;

    @BeforeAll
    void start(@TempDir Path data) {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url(), "assay.review.expiry-check=100ms");
        workflow = rig.get(Workflow.class);
        waivers = rig.get(Waivers.class);
        emergencies = rig.get(Emergencies.class);
        sam = rig.reviewer();
        sid = rig.account("sid", Role.SECURITY);
        rita = rig.requester();
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void whatBlocksIsApprovedOnceAnotherPersonHasWaivedItAndNoLongerThanThat() throws Exception {
        var review = blocked("no-critical-finding");
        assertRefused(approve(review), "once that is waived");

        var asked = done(ask(review, rita, 20));
        assertThat(ask(review, rita, 20)).as("twice").isInstanceOf(Deed.Refused.class);
        assertThat(waivers.decide(rita, asked.id(), Waivers.Answer.GRANT, "mine", null))
                .as("no reviewer")
                .isInstanceOf(Deed.Refused.class);
        done(waivers.decide(sid, asked.id(), Waivers.Answer.GRANT, "the sandbox holds", null));

        var decided = (DecisionOutcome.Decided) approve(review);
        assertThat(Objects.requireNonNull(decided.decision().expiresAt()))
                .isBetween(in(19), in(20));
        assertThat(actions(review)).contains("waiver.asked", "waiver.granted");
    }

    @Test
    void nobodyGrantsTheWaiverTheyAskedFor() throws Exception {
        var review = blocked("no-critical-finding");
        var asked = done(ask(review, sam, 10));

        assertThat(refused(waivers.decide(sam, asked.id(), Waivers.Answer.GRANT, "yes", null)))
                .contains("nobody grants the waiver they asked for");
        assertThat(refused(waivers.decide(sid, asked.id(), Waivers.Answer.GRANT, "yes", 91)))
                .contains("1 to 90 days");
    }

    @Test
    void aRecipientThatNobodyNamedIsNeverWaived() throws Exception {
        var review = blocked("nobody-unnamed-gets-data");

        assertThat(refused(ask(review, rita, 10))).contains("never waived");
        assertRefused(approve(review), "never waived");
        assertRefused(
                emergencies.open(sam, review.releaseId(), Stage.PILOT, 1, "it burns"),
                "no emergency makes this harmless");
    }

    @Test
    void endingAWaiverSuspendsWhatStoodOnItUntilThereIsAnother() throws Exception {
        var review = blocked("no-critical-finding");
        var waiver = granted(review);
        approve(review);

        done(waivers.decide(sid, waiver.id(), Waivers.Answer.END, "the sandbox leaks", null));

        assertThat(release(review).state()).isEqualTo(ReleaseState.SUSPENDED);
        assertRefused(workflow.lift(sam, review.releaseId(), "please"), "waiver that is over");
    }

    @Test
    void aWaiverWhoseTimeIsOverBlocksAgainByItself() throws Exception {
        var review = blocked("no-critical-finding");
        var waiver = granted(review);

        rig.get(JdbcClient.class)
                .sql("UPDATE waiver SET expires_at = :then WHERE id = :id")
                .param("then", Instant.now().minusSeconds(1).atOffset(java.time.ZoneOffset.UTC))
                .param("id", waiver.id().value())
                .update();

        assertRefused(approve(review), "once that is waived");
        await(() -> store().find(waiver.id()).orElseThrow().state() == Waiver.State.EXPIRED);
        assertThat(actions(review)).contains("waiver.expired");
        assertThat(ask(review, rita, 10)).as("another one").isInstanceOf(Deed.Done.class);
    }

    @Test
    void aFindingIsAcceptedAloneAndTheRuleThatItBreaksWithIt() throws Exception {
        var review = found("no-critical-finding", 3);
        var finding = rig.get(ReviewPanel.class).findings(review).getFirst();
        assertThat(finding.accepted()).isFalse();

        var asked = done(ask(review, finding.blocker().target()));
        assertThat(asked.targetKind()).isEqualTo(Waiver.TargetKind.FINDING);
        assertRefused(approve(review), "once that is waived");
        done(waivers.decide(sid, asked.id(), Waivers.Answer.GRANT, "the sandbox holds", null));

        assertThat(rig.get(ReviewPanel.class).findings(review).getFirst().accepted()).isTrue();
        assertThat(rig.get(ReviewPanel.class).blocks(review)).allMatch(each -> each.accepted());
        var decided = (DecisionOutcome.Decided) approve(review);
        assertThat(Objects.requireNonNull(decided.decision().expiresAt()))
                .as("no longer than the waiver")
                .isBetween(in(19), in(20));
    }

    @Test
    void aFindingThatBreaksWhatIsNeverWaivedIsNotAcceptedEither() throws Exception {
        var review = found("nobody-unnamed-gets-data", 3);
        var finding = rig.get(ReviewPanel.class).findings(review).getFirst();

        assertThat(refused(ask(review, finding.blocker().target()))).contains("never waived");
    }

    @Test
    void waiversLapseWhenAnotherVettingShowsTheSameElsewhere() throws Exception {
        var review = found("no-critical-finding", 3);
        var ofFinding = rig.get(ReviewPanel.class).findings(review).getFirst().blocker().target();
        var first = done(ask(review, ofFinding));
        done(waivers.decide(sid, first.id(), Waivers.Answer.GRANT, "the sandbox holds", null));
        var second = granted(review);

        show(review, "no-critical-finding", 3);
        assertThat(store().find(first.id()).orElseThrow().state())
                .as("seen again where it was")
                .isEqualTo(Waiver.State.GRANTED);

        show(review, "no-critical-finding", 9);

        for (var waiver : List.of(first, second)) {
            var lapsed = store().find(waiver.id()).orElseThrow();
            assertThat(lapsed.state()).isEqualTo(Waiver.State.LAPSED);
            assertThat(lapsed.decisionReason())
                    .contains("index.js:3:1")
                    .contains("stands at")
                    .contains("index.js:9:1");
        }
        assertRefused(approve(review), "once that is waived");
        assertThat(actions(review)).contains("waiver.lapsed");
        assertThat(rig.get(ReviewPanel.class).findings(review).getFirst().waiver())
                .as("the page says why")
                .isNotNull();
        assertThat(ask(review, ofFinding)).as("another one").isInstanceOf(Deed.Done.class);
    }

    private Waiver granted(Review review) {
        var asked = done(ask(review, rita, 20));
        return done(waivers.decide(sid, asked.id(), Waivers.Answer.GRANT, "agreed", null));
    }

    private Deed<Waiver> ask(Review review, Account asker, int days) {
        return waivers.ask(
                asker,
                review.releaseId(),
                new Waivers.Wish(
                        waivers.blockers(release(review)).getFirst().target(),
                        "we need it",
                        "it runs in a sandbox",
                        days));
    }

    private Deed<Waiver> ask(Review review, String target) {
        return waivers.ask(
                rita,
                review.releaseId(),
                new Waivers.Wish(target, "we need it", "it runs in a sandbox", 20));
    }

    /** A review whose delta has one critical finding, which breaks a rule. */
    private Review found(String rule, int line) throws Exception {
        var release = vetted();
        return show(rig.reviews(release.id()).getFirst(), rule, line);
    }

    /** Shows a review a snapshot in which the finding stands at a line. */
    private Review show(Review review, String rule, int line) throws Exception {
        var shown = Objects.requireNonNull(rig.report(review.releaseId()).snapshot());
        var blobs = rig.get(BlobStore.class);
        var json = new JsonMapper();
        var delta = json.readValue(blobs.read(shown.delta()).orElseThrow(), Delta.class);
        var finding =
                new Finding(
                        "f00d",
                        FindingKind.PROCESS_SPAWN,
                        Change.ADDED,
                        Severity.CRITICAL,
                        "sh",
                        "It starts sh",
                        true,
                        Via.PLAIN,
                        List.of(
                                new Evidence(
                                        shown.purl(), "index.js", line, 1, null, "spawn('sh')")),
                        Map.of());
        var with = Deltas.of(delta.from(), delta.to(), delta.coverage(), List.of(finding));
        var snapshot =
                snapshot(
                        shown,
                        blobs.put(json.writeValueAsBytes(with)),
                        broken(rule, "critical: It starts sh"));
        var pending =
                rig.get(ReviewDesk.class).undecided(review.releaseId()).stream()
                        .filter(each -> each.review().id().equals(review.id()))
                        .findFirst()
                        .orElseThrow();
        rig.get(ReviewDesk.class)
                .show(pending, snapshot, new Tiering(Tier.LOW, List.of("a test")), null);
        return rig.reviews(review.releaseId()).getFirst();
    }

    private Release vetted() throws InterruptedException {
        var name = "excepted-" + names.incrementAndGet();
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        return rig.vet("npm:" + name + "@1.0.0");
    }

    /** A review whose snapshot breaks one rule of the built-in policy. */
    private Review blocked(String rule) throws Exception {
        var release = vetted();
        var review = rig.reviews(release.id()).getFirst();
        var shown = Objects.requireNonNull(rig.report(release.id()).snapshot());
        var snapshot = snapshot(shown, shown.delta(), broken(rule, "critical: it starts sh"));
        rig.get(ReviewStore.class)
                .show(review.id(), snapshot, new Tiering(Tier.LOW, List.of("a test")));
        return rig.reviews(release.id()).getFirst();
    }

    private static RuleResult broken(String rule, String value) {
        return new RuleResult(
                rule,
                "a rule",
                Severity.CRITICAL,
                Effect.BLOCK,
                RuleResult.Outcome.BROKEN,
                "It starts a program",
                "Ask for a version without that.",
                List.of(value));
    }

    private Sha256 snapshot(Snapshot shown, Sha256 delta, RuleResult broken) throws IOException {
        return rig.get(SnapshotStore.class)
                .keep(
                        new Snapshot(
                                Snapshot.SCHEMA,
                                shown.purl(),
                                shown.artifact(),
                                shown.closure(),
                                delta,
                                shown.domains(),
                                shown.analysis(),
                                shown.facts(),
                                shown.policy(),
                                Verdict.BLOCK,
                                List.of("it starts a program"),
                                List.of(broken),
                                shown.request(),
                                shown.tiering(),
                                shown.tools()));
    }

    private DecisionOutcome approve(Review review) {
        return rig.approve(review.releaseId());
    }

    private WaiverStore store() {
        return rig.get(WaiverStore.class);
    }

    private Release release(Review review) {
        return rig.get(ReportReader.class).release(review.releaseId()).orElseThrow().release();
    }

    private List<String> actions(Review review) {
        return rig.get(AuditTrail.class).of(release(review).purl().toString()).stream()
                .map(AuditEvent::action)
                .toList();
    }

    private static void await(java.util.function.BooleanSupplier condition)
            throws InterruptedException {
        var end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited too long").isBefore(end);
            Thread.sleep(50);
        }
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static Waiver done(Deed<Waiver> deed) {
        assertThat(deed).isInstanceOf(Deed.Done.class);
        return ((Deed.Done<Waiver>) deed).result();
    }

    private static String refused(Deed<?> deed) {
        assertThat(deed).isInstanceOf(Deed.Refused.class);
        return ((Deed.Refused<?>) deed).reason();
    }

    private static void assertRefused(DecisionOutcome outcome, String reason) {
        assertThat(outcome).isInstanceOf(DecisionOutcome.Refused.class);
        assertThat(((DecisionOutcome.Refused) outcome).reason()).contains(reason);
    }
}
