package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.Vote;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.EditOutcome;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.RequestState;
import dev.assay.registry.workflow.RequestStates;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Who has to agree, what undoes a vote, and what an approval is worth. */
@TestInstance(Lifecycle.PER_CLASS)
class ReviewRulesTest {

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private Workflow workflow;
    private Account sam;
    private Account sid;
    private Account dora;

    @BeforeAll
    void start(@TempDir Path data) {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url());
        workflow = rig.get(Workflow.class);
        sam = rig.reviewer();
        sid = rig.account("sid", Role.SECURITY);
        dora = rig.account("dora", Role.DATA_PROTECTION);
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void mediumTakesSecurityAndDataProtectionTogether() throws Exception {
        var review = open(SomeAnswers.personal());
        assertThat(standing(review).tier()).isEqualTo(Tier.MEDIUM);

        var first = approve(sam, review);

        assertThat(((DecisionOutcome.Voted) first).text()).contains("1 data-protection");
        assertThat(release(review).state()).isEqualTo(ReleaseState.IN_REVIEW);
        assertRefused(approve(sam, review), "you have approved it already");
        assertRefused(approve(sid, review), "still needs 1 data-protection");
        var second = (DecisionOutcome.Decided) approve(dora, review);
        assertThat(second.release().state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(Objects.requireNonNull(second.decision().expiresAt()))
                .isBetween(in(179), in(181));
    }

    @Test
    void highTakesTwoOfSecurityAndEndsAfterNinetyDays() throws Exception {
        var review =
                open(
                        SomeAnswers.harmless()
                                .with(
                                        Questions.SYSTEMS,
                                        new Answer("production-database", "orders")));
        assertThat(standing(review).tier()).isEqualTo(Tier.HIGH);
        assertThat(standing(review).computed().reasons().getFirst())
                .contains("production database");

        assertThat(approve(sam, review)).isInstanceOf(DecisionOutcome.Voted.class);
        assertThat(approve(dora, review)).isInstanceOf(DecisionOutcome.Voted.class);
        var decided = (DecisionOutcome.Decided) approve(sid, review);

        assertThat(Objects.requireNonNull(decided.decision().expiresAt()))
                .isBetween(in(89), in(91));
    }

    @Test
    void anApprovalIsWhatAllOfItsVotesAllow() throws Exception {
        var review = open(SomeAnswers.personal());
        var seen = Objects.requireNonNull(review.snapshotSha256());
        workflow.approve(
                sam,
                review.id(),
                new Ballot(
                        seen,
                        Stage.PILOT,
                        "a pilot first",
                        null,
                        30,
                        List.of("ten people at most", " ")));

        var decided =
                (DecisionOutcome.Decided)
                        workflow.approve(
                                dora,
                                review.id(),
                                new Ballot(
                                        seen,
                                        Stage.PRODUCTION,
                                        "fine",
                                        Role.DATA_PROTECTION,
                                        60,
                                        List.of("no mailboxes of minors")));

        assertThat(decided.decision().stage()).isEqualTo(Stage.PILOT);
        assertThat(decided.decision().conditions())
                .containsExactly("ten people at most", "no mailboxes of minors");
        assertThat(Objects.requireNonNull(decided.release().expiresAt())).isBetween(in(29), in(31));
    }

    @Test
    void nobodyApprovesForLongerOrFurtherThanThereIs() throws Exception {
        var review = open(SomeAnswers.harmless().with(Questions.STAGE, Answer.choice("pilot")));
        var seen = Objects.requireNonNull(review.snapshotSha256());

        assertRefused(
                workflow.approve(
                        sam,
                        review.id(),
                        new Ballot(seen, Stage.PILOT, "long", null, 366, List.of())),
                "1 to 365 days");
        assertRefused(
                workflow.approve(sam, review.id(), new Ballot(seen, Stage.PRODUCTION, "far")),
                "asks for pilot");
        assertRefused(
                workflow.approve(
                        sam,
                        review.id(),
                        new Ballot(seen, Stage.PILOT, "as", Role.DATA_PROTECTION, null, List.of())),
                "the role you named");
    }

    @Test
    void anEditVoidsTheVotesAndKeepsItsEditorFromVoting() throws Exception {
        var review = open(SomeAnswers.personal());
        assertThat(approve(sam, review)).isInstanceOf(DecisionOutcome.Voted.class);
        var request = review.requestId();

        var edited =
                workflow.edit(
                        dora,
                        request,
                        form(
                                release(review),
                                SomeAnswers.personal()
                                        .with(Questions.RETENTION, Answer.text("30 days"))));

        assertThat(edited).isInstanceOf(EditOutcome.Edited.class);
        assertThat(((EditOutcome.Edited) edited).votesVoid()).isEqualTo(1);
        rig.settled(review.releaseId());
        var now = rig.reviews(review.releaseId()).getFirst();
        assertThat(now.state()).isEqualTo(Review.State.OPEN);
        assertThat(now.snapshotSha256()).isNotEqualTo(review.snapshotSha256());
        assertThat(standing(now).votes())
                .extracting(Vote::voidReason)
                .containsExactly("dora edited the request");
        assertRefused(approve(dora, now), "you edited this request last");
        assertRefused(approve(sam, review), "changed meanwhile");
        assertThat(approve(sam, now)).isInstanceOf(DecisionOutcome.Voted.class);
        assertThat(approve(rig.account("dot", Role.DATA_PROTECTION), now))
                .isInstanceOf(DecisionOutcome.Decided.class);
    }

    @Test
    void aRaisedTierAsksForMoreAndALoweredOneForOthers() throws Exception {
        var review = open(SomeAnswers.harmless());

        assertThat(workflow.changeTier(sam, review.id(), Tier.MEDIUM, "it smells"))
                .isInstanceOf(Deed.Done.class);
        assertThat(approve(sam, review)).isInstanceOf(DecisionOutcome.Voted.class);
        assertThat(workflow.changeTier(sam, review.id(), Tier.LOW, " "))
                .as("without a reason")
                .isInstanceOf(Deed.Refused.class);
        assertThat(workflow.changeTier(dora, review.id(), Tier.LOW, "test data alone"))
                .isInstanceOf(Deed.Done.class);

        assertThat(standing(review).votes()).noneMatch(Vote::stands);
        assertThat(approve(sam, review)).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(actions(release(review)))
                .contains("review.tier-raised", "review.tier-lowered", "release.approved");
    }

    @Test
    void whoeverLowersATierDoesNotApproveUnderIt() throws Exception {
        var review = open(SomeAnswers.personal());
        workflow.changeTier(sam, review.id(), Tier.LOW, "these are test people");

        assertRefused(approve(sam, review), "you lowered its tier");
        assertThat(approve(sid, review)).isInstanceOf(DecisionOutcome.Decided.class);
    }

    @Test
    void aHigherTierNeedsTheAnswersThatALowerOneDidNot() throws Exception {
        var review =
                open(
                        SomeAnswers.harmless()
                                .with(Questions.STAGE, Answer.choice("sandbox"))
                                .with(Questions.CONSULTATION, Answer.NONE));
        workflow.changeTier(sam, review.id(), Tier.HIGH, "it runs whatever it is told");
        var seen = Objects.requireNonNull(review.snapshotSha256());

        assertRefused(
                workflow.approve(sid, review.id(), new Ballot(seen, Stage.SANDBOX, "fine")),
                "Who was consulted");
    }

    @Test
    void twoReviewersAtOnceApproveOnce() throws Exception {
        for (var round = 0; round < 3; round++) {
            var review = open(SomeAnswers.personal());
            var outcomes = atOnce(() -> approve(sam, review), () -> approve(dora, review));

            assertThat(outcomes).hasAtLeastOneElementOfType(DecisionOutcome.Voted.class);
            assertThat(outcomes).hasAtLeastOneElementOfType(DecisionOutcome.Decided.class);
            assertThat(rig.get(ReviewStore.class).decisions(review.releaseId())).hasSize(1);
        }
    }

    @Test
    void onePersonTwiceAtOnceVotesOnce() throws Exception {
        var review = open(SomeAnswers.personal());

        var outcomes = atOnce(() -> approve(sam, review), () -> approve(sam, review));

        assertThat(outcomes).hasAtLeastOneElementOfType(DecisionOutcome.Refused.class);
        assertThat(standing(review).votes()).hasSize(1);
    }

    @Test
    void nobodyVotesForAReviewThatTheirOwnRequestJoined() throws Exception {
        var review = open(SomeAnswers.harmless());
        var both = rig.account("bea", Role.REQUESTER, Role.SECURITY);

        assertThat(workflow.request(both, form(release(review), SomeAnswers.harmless())))
                .isInstanceOf(RequestOutcome.Joined.class);

        assertRefused(approve(both, review), "nobody approves their own request");
    }

    @Test
    void aRequestWithMoreAtStakeIsNotJoinedAndNotCoveredByWhatIsApproved() throws Exception {
        var review = open(SomeAnswers.harmless());

        assertThat(rigRequest(release(review), SomeAnswers.personal()))
                .isInstanceOf(RequestOutcome.Widened.class);
        assertThat(approve(sam, review)).isInstanceOf(DecisionOutcome.Decided.class);
        assertThat(rigRequest(release(review), SomeAnswers.harmless()))
                .isInstanceOf(RequestOutcome.AlreadyApproved.class);
        assertThat(rigRequest(release(review), SomeAnswers.personal()))
                .isInstanceOf(RequestOutcome.Joined.class);
    }

    @Test
    void aWiderStageAndARenewalAreReviewsOfTheirOwn() throws Exception {
        var pilot = SomeAnswers.harmless().with(Questions.STAGE, Answer.choice("pilot"));
        var review = open(pilot);
        var seen = Objects.requireNonNull(review.snapshotSha256());
        workflow.approve(sam, review.id(), new Ballot(seen, Stage.PILOT, "a pilot"));

        assertThat(rigRequest(release(review), SomeAnswers.harmless()))
                .isInstanceOf(RequestOutcome.Widened.class);
        rig.settled(review.releaseId());
        assertThat(release(review).stage()).isEqualTo(Stage.PILOT);
        approve(sam, rig.reviews(review.releaseId()).getFirst());
        assertThat(release(review).stage()).isEqualTo(Stage.PRODUCTION);

        var renewal =
                workflow.request(
                        rig.requester(),
                        new RequestForm(
                                release(review).purl().toString(),
                                List.of(),
                                SomeAnswers.harmless(),
                                true));
        assertThat(renewal).isInstanceOf(RequestOutcome.Widened.class);
        assertThat(release(review).state()).isEqualTo(ReleaseState.APPROVED);
    }

    @Test
    void aRejectionIsToldToWhoeverAskedWithWhatToDoInstead() throws Exception {
        var review = open(SomeAnswers.harmless());

        assertThat(workflow.reject(sam, review.id(), "it is not kept up", "ask for version 2.0.0"))
                .isInstanceOf(DecisionOutcome.Decided.class);

        var states = rig.get(RequestStates.class);
        var request = request(review);
        assertThat(states.of(request)).isEqualTo(RequestState.DECLINED);
        assertThat(states.declined(request).orElseThrow().suggestion())
                .isEqualTo("ask for version 2.0.0");
    }

    @Test
    void whoeverAskedTakesItBackAndNobodyElseDoes() throws Exception {
        var review = open(SomeAnswers.harmless());

        assertThat(workflow.withdraw(sam, review.requestId(), "no"))
                .isInstanceOf(Deed.Refused.class);
        assertThat(workflow.withdraw(rig.requester(), review.requestId(), "we use another"))
                .isInstanceOf(Deed.Done.class);

        assertThat(rig.get(RequestStates.class).of(request(review)))
                .isEqualTo(RequestState.WITHDRAWN);
        assertThat(release(review).state()).isEqualTo(ReleaseState.REJECTED);
        assertThat(release(review).stateReason()).contains("withdrawn");
        assertRefused(approve(sam, review), "withdrawn");
        assertThat(rigRequest(release(review), SomeAnswers.harmless()))
                .isInstanceOf(RequestOutcome.Accepted.class);
    }

    private Review open(Answers answers) throws InterruptedException {
        var name = "ruled-" + names.incrementAndGet();
        upstream.publish(SamplePackage.bare(name, "1.0.0", Map.of()));
        var outcome =
                workflow.request(
                        rig.requester(),
                        new RequestForm("npm:" + name + "@1.0.0", List.of(), answers));
        var review = ((RequestOutcome.Accepted) outcome).review();
        rig.settled(review.releaseId());
        return rig.get(ReviewStore.class).review(review.id()).orElseThrow();
    }

    private RequestOutcome rigRequest(Release release, Answers answers) {
        return workflow.request(rig.requester(), form(release, answers));
    }

    private static RequestForm form(Release release, Answers answers) {
        return new RequestForm(release.purl().toString(), List.of(), answers);
    }

    private DecisionOutcome approve(Account actor, Review review) {
        var seen = Objects.requireNonNull(review.snapshotSha256());
        return workflow.approve(
                actor, review.id(), new Ballot(seen, Stage.PRODUCTION, "looked at it"));
    }

    private ReviewPanel.Standing standing(Review review) {
        return rig.get(ReviewPanel.class)
                .of(rig.get(ReviewStore.class).review(review.id()).orElseThrow());
    }

    private Release release(Review review) {
        return rig.get(ReportReader.class).release(review.releaseId()).orElseThrow().release();
    }

    private AccessRequest request(Review review) {
        return rig.get(ReviewStore.class).request(review.requestId()).orElseThrow();
    }

    private List<String> actions(Release release) {
        return rig.get(AuditTrail.class).of(release.purl().toString()).stream()
                .map(AuditEvent::action)
                .toList();
    }

    private static Instant in(int days) {
        return Instant.now().plus(Duration.ofDays(days));
    }

    private static List<DecisionOutcome> atOnce(
            Callable<DecisionOutcome> one, Callable<DecisionOutcome> other) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var first =
                    threads.submit(
                            () -> {
                                start.await();
                                return one.call();
                            });
            var second =
                    threads.submit(
                            () -> {
                                start.await();
                                return other.call();
                            });
            start.countDown();
            return List.of(first.get(), second.get());
        }
    }

    private static void assertRefused(DecisionOutcome outcome, String reason) {
        assertThat(outcome).isInstanceOf(DecisionOutcome.Refused.class);
        assertThat(((DecisionOutcome.Refused) outcome).reason()).contains(reason);
    }
}
