package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.RequestOutcome.Problem;
import dev.assay.registry.workflow.RestartOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Each test has a release of its own, over one running pipeline. */
@TestInstance(Lifecycle.PER_CLASS)
class WorkflowTest {

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private Workflow workflow;

    @BeforeAll
    void start(@TempDir Path data) {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url());
        workflow = rig.get(Workflow.class);
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void namesEverythingThatIsWrongWithAFormAtOnce() {
        var outcome =
                workflow.request(
                        rig.requester(),
                        new RequestForm(
                                "npm:left-pad@latest",
                                List.of("https://api.example.com/v1", "*.com", "a_b"),
                                SomeAnswers.harmless()
                                        .with(Questions.PURPOSE, Answer.text(" "))
                                        .with(Questions.OWNER, Answer.NONE)
                                        .with(Questions.SENDS_OUTSIDE, Answer.choice("yes"))));

        assertThat(outcome).isInstanceOf(RequestOutcome.Refused.class);
        assertThat(((RequestOutcome.Refused) outcome).problems())
                .extracting(Problem::field)
                .containsExactly(
                        "purl",
                        "purpose",
                        "owner",
                        "sends-outside-text",
                        "domains",
                        "domains",
                        "domains");
        assertThat(((RequestOutcome.Refused) outcome).problems())
                .extracting(Problem::message)
                .anySatisfy(
                        text ->
                                assertThat(text)
                                        .contains("dist-tag", "write", "npm:left-pad@1.2.3"))
                .anySatisfy(text -> assertThat(text).contains("host alone: api.example.com"));
    }

    @Test
    void refusesWhatIsNoExactVersionAndSaysWhatToWrite() {
        var spellings =
                Map.of(
                        "npm:left-pad", "names no version",
                        "npm:left-pad@^1.0.0", "range",
                        "npm:left-pad@1.x", "range",
                        "npm:left-pad@v1.0.0", "write the version itself",
                        "npm:left-pad@1.0", "write the version itself",
                        "pkg:gem/requests@1.0.0",
                                "Assay does not fetch pkg:gem yet; it fetches npm",
                        "left pad", "write npm:");
        spellings.forEach(
                (written, expected) ->
                        assertThat(problems(written)).as(written).contains(expected));
    }

    @Test
    void refusesARequestBySomebodyWhoIsNoRequester() {
        var auditor = rig.account("ann", Role.AUDITOR);
        var outcome =
                workflow.request(
                        auditor,
                        new RequestForm("npm:left-pad@1.0.0", List.of(), SomeAnswers.harmless()));

        assertThat(((RequestOutcome.Refused) outcome).problems())
                .extracting(Problem::field)
                .containsExactly("account");
    }

    @Test
    void normalisesDeclaredHosts() {
        var purl = published();
        var accepted =
                accepted(rig.request(purl, "API.Example.com.", "*.Cdn.example", "api.example.com"));

        assertThat(accepted.request().domains())
                .containsExactly("*.cdn.example", "api.example.com");
    }

    @Test
    void joinsASecondRequestAndOpensAReviewForAWiderOne() throws Exception {
        var purl = published();
        var first = accepted(rig.request(purl, "*.one.example"));
        var joined = rig.request(purl, "api.one.example");
        assertThat(joined).isInstanceOf(RequestOutcome.Joined.class);
        assertThat(((RequestOutcome.Joined) joined).review().id()).isEqualTo(first.review().id());
        rig.settled(first.release().id());
        assertThat(rig.approve(first.release().id())).isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(rig.request(purl, "api.one.example"))
                .isInstanceOf(RequestOutcome.AlreadyApproved.class);

        var wider = rig.request(purl, "two.example");
        assertThat(wider).isInstanceOf(RequestOutcome.Widened.class);
        var release = rig.settled(first.release().id());
        assertThat(release.state()).isEqualTo(ReleaseState.APPROVED);
        var review = rig.reviews(release.id()).getFirst();
        assertThat(review.state()).isEqualTo(Review.State.OPEN);
        assertThat(Objects.requireNonNull(rig.report(release.id()).snapshot()).domains())
                .containsExactly("*.one.example", "two.example");

        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(rig.request(purl, "two.example", "x.one.example"))
                .isInstanceOf(RequestOutcome.AlreadyApproved.class);
    }

    @Test
    void bindsAnApprovalToWhatWasSeen() throws Exception {
        var release = vetted();
        var review = rig.reviews(release.id()).getFirst();
        var other = Sha256.of(new byte[] {1});

        var stale =
                workflow.approve(
                        rig.reviewer(), review.id(), new Ballot(other, Stage.PILOT, "looks fine"));

        assertRefused(stale, "changed meanwhile");
        var before = Instant.now();
        var decided = (DecisionOutcome.Decided) rig.approve(release.id());
        assertThat(decided.release().state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(decided.release().stage()).isEqualTo(Stage.PRODUCTION);
        assertThat(decided.release().snapshotSha256()).isEqualTo(review.snapshotSha256());
        assertThat(Objects.requireNonNull(decided.decision().expiresAt()))
                .isBetween(
                        before.plus(Duration.ofDays(365)),
                        Instant.now().plus(Duration.ofDays(365)));
        assertThat(rig.changes()).contains(release.id());
        assertRefused(rig.approve(release.id()), "approved meanwhile");
    }

    @Test
    void letsNobodyApproveTheirOwnRequestWhateverTheirRoles() throws Exception {
        var both = rig.account("bob", Role.REQUESTER, Role.SECURITY);
        var purl = published();
        var accepted =
                accepted(
                        workflow.request(
                                both, new RequestForm(purl, List.of(), SomeAnswers.harmless())));
        rig.settled(accepted.release().id());
        var review = rig.reviews(accepted.release().id()).getFirst();
        var seen = Objects.requireNonNull(review.snapshotSha256());

        assertRefused(
                workflow.approve(both, review.id(), new Ballot(seen, Stage.PILOT, "mine")),
                "own request");

        var forged =
                new Decision(
                        Id.random(),
                        review.releaseId(),
                        review.id(),
                        Decision.Kind.APPROVE,
                        both.id(),
                        "past the code",
                        Stage.PILOT,
                        seen,
                        null,
                        List.of(),
                        null,
                        Instant.now());
        assertThatThrownBy(() -> rig.get(ReviewStore.class).decide(forged, review))
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("NOBODY_APPROVES_THEIR_OWN");
        assertThat(rig.get(ReviewStore.class).decisions(review.releaseId())).isEmpty();
    }

    @Test
    void decidesForReviewersWithAReasonOnly() throws Exception {
        var release = vetted();
        var review = rig.reviews(release.id()).getFirst();
        var seen = Objects.requireNonNull(review.snapshotSha256());
        var administrator = rig.account("ada", Role.ADMINISTRATOR);

        assertRefused(
                workflow.approve(
                        administrator, review.id(), new Ballot(seen, Stage.PILOT, "I may")),
                "no reviewer role");
        assertRefused(
                workflow.approve(rig.reviewer(), review.id(), new Ballot(seen, Stage.PILOT, "  ")),
                "needs a reason");
        assertRefused(workflow.reject(administrator, review.id(), "no", null), "no reviewer role");
        assertThat(workflow.reject(rig.reviewer(), review.id(), "not needed", null))
                .isInstanceOf(DecisionOutcome.Decided.class);
        assertRefused(
                workflow.approve(
                        rig.reviewer(), review.id(), new Ballot(seen, Stage.PILOT, "late")),
                "rejected meanwhile");
        assertThat(state(release)).isEqualTo(ReleaseState.REJECTED);
        assertRefused(workflow.suspend(rig.reviewer(), release.id(), "why not"), "is rejected");
    }

    @Test
    void takesOnePersonToSuspendAndTwoToLift() throws Exception {
        var release = approved();
        var sam = rig.reviewer();
        var dora = rig.account("dora", Role.DATA_PROTECTION);

        assertThat(workflow.suspend(sam, release.id(), "an odd host"))
                .isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(state(release)).isEqualTo(ReleaseState.SUSPENDED);
        assertThat(problems(release.purl().toString())).contains("suspended", "an odd host");
        assertThat(workflow.lift(sam, release.id(), "explained"))
                .isInstanceOf(DecisionOutcome.Recorded.class);
        assertRefused(workflow.lift(sam, release.id(), "explained"), "second person");
        assertThat(state(release)).isEqualTo(ReleaseState.SUSPENDED);
        assertThat(workflow.lift(dora, release.id(), "explained to me too"))
                .isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(state(release)).isEqualTo(ReleaseState.APPROVED);

        workflow.suspend(dora, release.id(), "again");
        assertThat(workflow.lift(dora, release.id(), "an earlier suspension's yes counts no more"))
                .isInstanceOf(DecisionOutcome.Recorded.class);
    }

    @Test
    void revokesForGood() throws Exception {
        var release = approved();

        assertThat(workflow.revoke(rig.reviewer(), release.id(), "it mails our secrets"))
                .isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(state(release)).isEqualTo(ReleaseState.REVOKED);
        assertRefused(workflow.lift(rig.reviewer(), release.id(), "sorry"), "is revoked");
        assertThat(problems(release.purl().toString())).contains("revoked", "final");
        assertThat(workflow.vetAgain(rig.reviewer(), release.id()))
                .isInstanceOf(RestartOutcome.Refused.class);
    }

    @Test
    void refusesToApproveWhatWasComparedWithSomethingRevokedSince() throws Exception {
        var name = "compared-" + names.incrementAndGet();
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        upstream.publish(SamplePackage.bare(name, "1.1.0", Map.of()));
        var old = rig.vet("npm:" + name + "@1.0.0");
        rig.approve(old.id());
        var update = rig.vet("npm:" + name + "@1.1.0");
        workflow.revoke(rig.reviewer(), old.id(), "malicious");

        assertRefused(rig.approve(update.id()), "vetted again");

        assertThat(workflow.vetAgain(rig.requester(), update.id()))
                .isInstanceOf(RestartOutcome.Restarted.class);
        assertThat(rig.settled(update.id()).baselineId()).isNull();
        assertThat(rig.approve(update.id())).isInstanceOf(DecisionOutcome.Decided.class);
    }

    @Test
    void asksAnewForWhatWasRejected() throws Exception {
        var release = vetted();
        workflow.reject(rig.reviewer(), rig.reviews(release.id()).getFirst().id(), "not now", null);

        var again = accepted(rig.request(release.purl().toString()));

        assertThat(again.release().id()).isEqualTo(release.id());
        assertThat(rig.settled(release.id()).state()).isEqualTo(ReleaseState.IN_REVIEW);
        assertThat(rig.reviews(release.id()))
                .extracting(Review::state)
                .containsExactly(Review.State.OPEN, Review.State.REJECTED);
    }

    @Test
    void leavesAnEventForEveryDeed() throws Exception {
        var release = approved();
        workflow.suspend(rig.reviewer(), release.id(), "to be sure");
        workflow.revoke(rig.reviewer(), release.id(), "it was bad");

        assertThat(rig.get(AuditTrail.class).of(release.purl().toString()))
                .extracting(AuditEvent::action)
                .containsExactly(
                        "release.requested",
                        "review.opened",
                        "release.vetted",
                        "release.approved",
                        "attestation.issued",
                        "release.suspended",
                        "release.revoked");
    }

    private String published() {
        var name = "sample-" + names.incrementAndGet();
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        return "npm:" + name + "@1.0.0";
    }

    private Release vetted() throws InterruptedException {
        return rig.vet(published());
    }

    private Release approved() throws InterruptedException {
        var release = vetted();
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        return release;
    }

    private ReleaseState state(Release release) {
        return rig.get(ReportReader.class).release(release.id()).orElseThrow().release().state();
    }

    private String problems(String purl) {
        return rig.request(purl) instanceof RequestOutcome.Refused(var problems)
                ? String.join("\n", problems.stream().map(Problem::message).toList())
                : "";
    }

    private static RequestOutcome.Accepted accepted(RequestOutcome outcome) {
        assertThat(outcome).isInstanceOf(RequestOutcome.Accepted.class);
        return (RequestOutcome.Accepted) outcome;
    }

    private static void assertRefused(DecisionOutcome outcome, String reason) {
        assertThat(outcome).isInstanceOf(DecisionOutcome.Refused.class);
        assertThat(((DecisionOutcome.Refused) outcome).reason()).contains(reason);
    }
}
