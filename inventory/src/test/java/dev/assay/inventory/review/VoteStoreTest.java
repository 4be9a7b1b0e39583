package dev.assay.inventory.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
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

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What the database refuses by itself, whatever the code above it believes. */
@ParameterizedClass
@EnumSource(Database.class)
class VoteStoreTest {

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Tiering HIGH = new Tiering(Tier.HIGH, List.of("it executes shell"));

    @Parameter Database database;
    private ReviewStore reviews;
    private VoteStore votes;
    private Account requester;
    private Account sam;
    private Account dora;
    private Review review;
    private Sha256 seen;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        reviews = new ReviewStore(database.jdbc(), clock);
        votes = new VoteStore(database.jdbc());
        var release = new ReleaseStore(database.jdbc(), clock).add(Samples.purl());
        var accounts = new AccountStore(database.jdbc(), clock);
        requester = accounts.add(Samples.name(), "Rita", "", Set.of(Role.REQUESTER));
        sam = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
        dora = accounts.add(Samples.name(), "Dora", "", Set.of(Role.DATA_PROTECTION));
        var request =
                reviews.addRequest(
                        release.id(),
                        requester.id(),
                        new Asked(Stage.PILOT, List.of(), Answers.NONE));
        review = reviews.openReview(request, null);
        seen = Samples.sha256();
        reviews.show(review.id(), seen, HIGH);
        review = reviews.review(review.id()).orElseThrow();
    }

    @Test
    void remembersVotesInTheOrderTheyWereGiven() {
        var first = vote(sam, seen);
        var second = vote(dora, seen);
        votes.give(first, review);
        votes.give(second, review);

        assertThat(votes.votes(review.id())).containsExactly(first, second);
    }

    @Test
    void refusesAVoteByTheRequester() {
        assertRefused(vote(requester, seen), review, "nobody_votes_for_their_own");
    }

    @Test
    void refusesAVoteByTheLastEditor() {
        reviews.edited(review.id(), sam.id());
        reviews.show(review.id(), seen, HIGH);

        assertRefused(
                vote(sam, seen),
                reviews.review(review.id()).orElseThrow(),
                "nobody_votes_for_their_own");
        // Nor does it help to name the editor of before.
        assertRefused(vote(sam, seen), review, "vote_on_what_is_shown");
    }

    @Test
    void refusesASecondVoteByOnePerson() {
        votes.give(vote(sam, seen), review);

        assertRefused(vote(sam, seen), review, "one_vote_each");
    }

    @Test
    void refusesAVoteOnASnapshotThatIsPast() {
        reviews.show(review.id(), Samples.sha256(), HIGH);

        assertRefused(vote(sam, seen), review, "vote_on_what_is_shown");
    }

    @Test
    void letsNoReviewShowSomethingElseWhileVotesStandOnWhatItShowed() {
        votes.give(vote(sam, seen), review);
        var next = Samples.sha256();

        assertThatThrownBy(() -> reviews.show(review.id(), next, HIGH))
                .isInstanceOf(DataIntegrityViolationException.class);

        assertThat(votes.voidAll(review.id(), "another snapshot")).isEqualTo(1);
        reviews.show(review.id(), next, HIGH);
        var again = vote(sam, next);
        votes.give(again, reviews.review(review.id()).orElseThrow());
        assertThat(votes.votes(review.id()))
                .extracting(Vote::stands, Vote::voidReason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(false, "another snapshot"),
                        org.assertj.core.groups.Tuple.tuple(true, null));
    }

    @Test
    void takesOneOfTwoVotesThatOnePersonGivesAtTheSameMoment() throws Exception {
        var start = new CountDownLatch(1);
        var refused = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var n = 0; n < 2; n++) {
                threads.submit(
                        () -> {
                            start.await();
                            try {
                                database.transactions()
                                        .executeWithoutResult(
                                                status -> votes.give(vote(sam, seen), review));
                            } catch (DataIntegrityViolationException e) {
                                refused.incrementAndGet();
                            }
                            return null;
                        });
            }
            start.countDown();
        }
        assertThat(refused).hasValue(1);
        assertThat(votes.votes(review.id())).hasSize(1);
    }

    private void assertRefused(Vote vote, Review of, String constraint) {
        var before = votes.votes(review.id());
        assertThatThrownBy(() -> votes.give(vote, of))
                .isInstanceOf(DataIntegrityViolationException.class)
                .message()
                .containsIgnoringCase(constraint);
        assertThat(votes.votes(review.id())).isEqualTo(before);
    }

    private Vote vote(Account approver, Sha256 snapshot) {
        return new Vote(
                Id.random(),
                review.id(),
                approver.id(),
                approver.roles().iterator().next(),
                snapshot,
                Stage.PILOT,
                90,
                List.of("no shell in production"),
                "looked at it",
                NOW,
                null);
    }
}
