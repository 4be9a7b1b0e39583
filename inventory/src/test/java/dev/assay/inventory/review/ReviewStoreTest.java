package dev.assay.inventory.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class ReviewStoreTest {

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @Parameter Database database;
    private ReviewStore reviews;
    private Release release;
    private Account requester;
    private Account reviewer;

    @BeforeEach
    void open() {
        Clock clock = Database.ticking();
        reviews = new ReviewStore(database.jdbc(), clock);
        release = new ReleaseStore(database.jdbc(), clock).add(Samples.purl());
        var accounts = new AccountStore(database.jdbc(), clock);
        requester = accounts.add(Samples.name(), "Rita", "", Set.of(Role.REQUESTER));
        reviewer = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
    }

    @Test
    void remembersRequestsNewestFirst() {
        var first = request(List.of("api.example.com", "*.example.org"));
        var second = request(List.of());

        assertThat(reviews.requests(release.id())).containsExactly(second, first);
        assertThat(reviews.request(first.id())).contains(first);
    }

    @Test
    void opensAReviewOnceThereIsSomethingToSee() {
        var review = reviews.openReview(request(List.of()), null);
        assertThat(review.state()).isEqualTo(Review.State.WAITING);

        var snapshot = Samples.sha256();
        reviews.show(review.id(), snapshot);

        var open = reviews.review(review.id()).orElseThrow();
        assertThat(open.state()).isEqualTo(Review.State.OPEN);
        assertThat(open.snapshotSha256()).isEqualTo(snapshot);
        assertThat(reviews.reviews(Review.State.OPEN)).contains(open);
        assertThat(reviews.reviews(release.id())).containsExactly(open);
    }

    @Test
    void closesAReviewOnceAndShowsItNothingMore() {
        var snapshot = Samples.sha256();
        var review = reviews.openReview(request(List.of()), snapshot);

        assertThat(reviews.close(review.id(), Review.State.REJECTED)).isTrue();
        assertThat(reviews.close(review.id(), Review.State.APPROVED)).isFalse();
        reviews.show(review.id(), Samples.sha256());

        var closed = reviews.review(review.id()).orElseThrow();
        assertThat(closed.state()).isEqualTo(Review.State.REJECTED);
        assertThat(closed.snapshotSha256()).isEqualTo(snapshot);
        assertThat(closed.closedAt()).isNotNull();
    }

    @Test
    void remembersDecisionsInTheOrderTheyWereTakenWhateverTheClocksSaid() {
        var snapshot = Samples.sha256();
        var review = reviews.openReview(request(List.of()), snapshot);
        var approval = approval(review, reviewer.id(), snapshot);
        reviews.decide(approval, review);
        var suspension = standing(Decision.Kind.SUSPEND, NOW.minusSeconds(60));
        reviews.decide(suspension, null);

        assertThat(reviews.decisions(release.id())).containsExactly(suspension, approval);
    }

    @Test
    void refusesAnApprovalByTheRequesterInTheDatabaseItself() {
        var snapshot = Samples.sha256();
        var review = reviews.openReview(request(List.of()), snapshot);

        assertThatThrownBy(() -> reviews.decide(approval(review, requester.id(), snapshot), review))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("nobody_approves_their_own");
        assertThat(reviews.decisions(release.id())).isEmpty();
    }

    @Test
    void refusesAnApprovalByTheLastEditor() {
        var snapshot = Samples.sha256();
        var review = reviews.openReview(request(List.of()), snapshot);
        database.jdbc()
                .sql("UPDATE review SET last_editor_id = :editor WHERE id = :id")
                .param("editor", reviewer.id().value())
                .param("id", review.id().value())
                .update();
        var edited = reviews.review(review.id()).orElseThrow();

        assertThatThrownBy(() -> reviews.decide(approval(edited, reviewer.id(), snapshot), edited))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesAnApprovalThatNamesAnotherRequesterThanItsReview() {
        var snapshot = Samples.sha256();
        var review = reviews.openReview(request(List.of()), snapshot);
        var forged =
                new Review(
                        review.id(),
                        review.releaseId(),
                        review.requestId(),
                        reviewer.id(),
                        reviewer.id(),
                        review.state(),
                        snapshot,
                        review.openedAt(),
                        null);

        assertThatThrownBy(() -> reviews.decide(approval(review, requester.id(), snapshot), forged))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void refusesAnApprovalOfNoReviewOrOfNothingSeen() {
        var snapshot = Samples.sha256();
        var review = reviews.openReview(request(List.of()), snapshot);

        assertThatThrownBy(() -> reviews.decide(approval(review, reviewer.id(), snapshot), null))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> reviews.decide(approval(review, reviewer.id(), null), review))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void letsThePolicyApproveOnTheStrengthOfAPersonsDecisionAlone() {
        var snapshot = Samples.sha256();
        var first = reviews.openReview(request(List.of()), snapshot);
        var person = approval(first, reviewer.id(), snapshot);
        reviews.decide(person, first);
        var second = reviews.openReview(request(List.of()), snapshot);
        var policy = approval(second, Account.POLICY, snapshot);

        assertThatThrownBy(() -> reviews.decide(policy, second))
                .as("without the policy's digest and a decision to rest on")
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase("policy_decides_as_such");
        reviews.decideByPolicy(policy, second, Samples.sha256(), person);

        assertThat(reviews.decisions(release.id())).containsExactly(policy, person);
        assertThat(reviews.restsOn(policy.id())).contains(person.id());
        assertThat(reviews.restsOn(person.id())).isEmpty();

        var third = reviews.openReview(request(List.of()), snapshot);
        var onPolicy = approval(third, Account.POLICY, snapshot);
        assertThatThrownBy(() -> reviews.decideByPolicy(onPolicy, third, Samples.sha256(), policy))
                .as("resting on what the policy itself decided")
                .isInstanceOf(DataIntegrityViolationException.class);
        var byPerson = approval(third, reviewer.id(), snapshot);
        assertThatThrownBy(() -> reviews.decideByPolicy(byPerson, third, Samples.sha256(), person))
                .as("a person's decision that names a policy")
                .isInstanceOf(DataIntegrityViolationException.class);
        var rejection =
                new Decision(
                        Id.random(),
                        release.id(),
                        third.id(),
                        Decision.Kind.REJECT,
                        Account.POLICY,
                        "no",
                        null,
                        snapshot,
                        NOW,
                        NOW);
        assertThatThrownBy(() -> reviews.decideByPolicy(rejection, third, Samples.sha256(), person))
                .as("anything but an approval")
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private AccessRequest request(List<String> domains) {
        return reviews.addRequest(release.id(), requester.id(), "mail", "team mail", domains);
    }

    private Decision approval(Review review, Id actor, Sha256 snapshot) {
        return new Decision(
                Id.random(),
                release.id(),
                review.id(),
                Decision.Kind.APPROVE,
                actor,
                "looked at it",
                Stage.PRODUCTION,
                snapshot,
                NOW.plusSeconds(3600),
                NOW);
    }

    private Decision standing(Decision.Kind kind, Instant at) {
        return new Decision(
                Id.random(),
                release.id(),
                null,
                kind,
                reviewer.id(),
                "to be sure",
                null,
                null,
                null,
                at);
    }
}
