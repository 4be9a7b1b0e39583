package dev.assay.inventory.review;

import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Rows;
import dev.assay.inventory.store.Touches;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Requests, the reviews they open and the decisions that close those. Callers hold the transaction.
 */
public final class ReviewStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    public ReviewStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public AccessRequest addRequest(Id release, Id requester, Asked asked) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO access_request
                          (id, release_id, requester_id, purpose, owner, domains, stage, answers, created_at)
                        VALUES (:id, :release, :requester, :purpose, :owner, :domains, :stage, :answers, :now)
                        """)
                .param("id", id.value())
                .param("release", release.value())
                .param("requester", requester.value())
                .param("purpose", asked.purpose())
                .param("owner", asked.owner())
                .param("domains", lines(asked.domains()))
                .param("stage", asked.stage().name())
                .param("answers", asked.answers().json())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.release(jdbc, release);
        return request(id).orElseThrow();
    }

    /** Writes a request anew. */
    public void rewrite(Id request, Asked asked) {
        jdbc.sql(
                        """
                        UPDATE access_request
                        SET purpose = :purpose, owner = :owner, domains = :domains, stage = :stage,
                            answers = :answers
                        WHERE id = :id
                        """)
                .param("id", request.value())
                .param("purpose", asked.purpose())
                .param("owner", asked.owner())
                .param("domains", lines(asked.domains()))
                .param("stage", asked.stage().name())
                .param("answers", asked.answers().json())
                .update();
        Touches.request(jdbc, request);
    }

    /** Records which review looks at a request. */
    public void join(Id request, Id review) {
        jdbc.sql("UPDATE access_request SET review_id = :review WHERE id = :id")
                .param("id", request.value())
                .param("review", review.value())
                .update();
    }

    /** Records that a request is wanted no more. */
    public void withdraw(Id request) {
        jdbc.sql("UPDATE access_request SET withdrawn_at = :now WHERE id = :id")
                .param("id", request.value())
                .param("now", Rows.column(clock.instant()))
                .update();
        Touches.request(jdbc, request);
    }

    public Optional<AccessRequest> request(Id id) {
        return jdbc.sql("SELECT * FROM access_request WHERE id = :id")
                .param("id", id.value())
                .query(ReviewStore::readRequest)
                .optional();
    }

    /** The requests for a release, newest first. */
    public List<AccessRequest> requests(Id release) {
        return jdbc.sql(
                        "SELECT * FROM access_request WHERE release_id = :release ORDER BY created_at DESC, id")
                .param("release", release.value())
                .query(ReviewStore::readRequest)
                .list();
    }

    /** One person's requests, newest first. */
    public List<AccessRequest> requestsOf(Id account) {
        return jdbc.sql(
                        "SELECT * FROM access_request WHERE requester_id = :account ORDER BY created_at DESC, id")
                .param("account", account.value())
                .query(ReviewStore::readRequest)
                .list();
    }

    /** Everybody's requests, newest first. */
    public List<AccessRequest> latestRequests(int limit) {
        return jdbc.sql("SELECT * FROM access_request ORDER BY created_at DESC, id LIMIT :limit")
                .param("limit", limit)
                .query(ReviewStore::readRequest)
                .list();
    }

    /** The requests that a review looks at, the one that opened it and those that joined. */
    public List<AccessRequest> requestsIn(Id review) {
        return jdbc.sql(
                        "SELECT * FROM access_request WHERE review_id = :review ORDER BY created_at, id")
                .param("review", review.value())
                .query(ReviewStore::readRequest)
                .list();
    }

    /** Opens a review for a request; it waits where there is no snapshot yet. */
    public Review openReview(AccessRequest request, @Nullable Sha256 snapshot) {
        var id = Id.random();
        jdbc.sql(
                        """
                        INSERT INTO review
                          (id, release_id, request_id, requester_id, last_editor_id, state, snapshot_sha256, opened_at)
                        VALUES (:id, :release, :request, :requester, :requester, :state, :snapshot, :now)
                        """)
                .param("id", id.value())
                .param("release", request.releaseId().value())
                .param("request", request.id().value())
                .param("requester", request.requesterId().value())
                .param(
                        "state",
                        (snapshot == null ? Review.State.WAITING : Review.State.OPEN).name())
                .param("snapshot", snapshot == null ? null : snapshot.hex())
                .param("now", Rows.column(clock.instant()))
                .update();
        join(request.id(), id);
        return review(id).orElseThrow();
    }

    public Optional<Review> review(Id id) {
        return jdbc.sql("SELECT * FROM review WHERE id = :id")
                .param("id", id.value())
                .query(ReviewStore::readReview)
                .optional();
    }

    /** All reviews of a release, newest first. */
    public List<Review> reviews(Id release) {
        return jdbc.sql(
                        "SELECT * FROM review WHERE release_id = :release ORDER BY opened_at DESC, id")
                .param("release", release.value())
                .query(ReviewStore::readReview)
                .list();
    }

    /** All reviews in a state, oldest first: the order in which they should be looked at. */
    public List<Review> reviews(Review.State state) {
        return jdbc.sql("SELECT * FROM review WHERE state = :state ORDER BY opened_at, id")
                .param("state", state.name())
                .query(ReviewStore::readReview)
                .list();
    }

    /**
     * Binds a waiting or open review to what there is to see now, which opens it. The database
     * refuses another snapshot while votes stand on the one before.
     */
    public void show(Id review, Sha256 snapshot, Tiering computed) {
        jdbc.sql(
                        """
                        UPDATE review
                        SET state = 'OPEN', snapshot_sha256 = :snapshot, tier = :tier, tier_reasons = :reasons
                        WHERE id = :id AND state IN ('WAITING', 'OPEN')
                        """)
                .param("id", review.value())
                .param("snapshot", snapshot.hex())
                .param("tier", computed.tier().name())
                .param("reasons", lines(computed.reasons()))
                .update();
        Touches.review(jdbc, review);
    }

    /** Puts an undecided review back to waiting, because somebody edited what it looks at. */
    public void edited(Id review, Id editor) {
        jdbc.sql(
                        """
                        UPDATE review SET state = 'WAITING', snapshot_sha256 = NULL, last_editor_id = :editor
                        WHERE id = :id AND state IN ('WAITING', 'OPEN')
                        """)
                .param("id", review.value())
                .param("editor", editor.value())
                .update();
    }

    /** Puts an undecided review back to waiting, because what is known of the release changed. */
    public void again(Id review) {
        jdbc.sql(
                        """
                        UPDATE review SET state = 'WAITING', snapshot_sha256 = NULL
                        WHERE id = :id AND state IN ('WAITING', 'OPEN')
                        """)
                .param("id", review.value())
                .update();
    }

    public void changeTier(TierChange change) {
        jdbc.sql(
                        """
                        INSERT INTO tier_change (id, review_id, computed, tier, actor_id, reason, changed_at)
                        VALUES (:id, :review, :computed, :tier, :actor, :reason, :at)
                        """)
                .param("id", change.id().value())
                .param("review", change.reviewId().value())
                .param("computed", change.computed().name())
                .param("tier", change.tier().name())
                .param("actor", change.actorId().value())
                .param("reason", change.reason())
                .param("at", Rows.column(change.at()))
                .update();
        Touches.review(jdbc, change.reviewId());
    }

    /** What reviewers said against the computed tier, newest first. */
    public List<TierChange> tierChanges(Id review) {
        return jdbc.sql(
                        "SELECT * FROM tier_change WHERE review_id = :review ORDER BY sequence DESC")
                .param("review", review.value())
                .query(ReviewStore::readTierChange)
                .list();
    }

    /**
     * Closes an open review.
     *
     * @return false when it was not open any more
     */
    public boolean close(Id review, Review.State state) {
        Touches.review(jdbc, review);
        return jdbc.sql(
                                """
                                UPDATE review SET state = :state, closed_at = :now
                                WHERE id = :id AND state IN ('WAITING', 'OPEN')
                                """)
                        .param("id", review.value())
                        .param("state", state.name())
                        .param("now", Rows.column(clock.instant()))
                        .update()
                == 1;
    }

    /**
     * Records a decision. The database refuses an approval by the review's requester or last
     * editor.
     *
     * @param review the review it is about, or null for a suspension, its lifting or a revocation
     * @throws org.springframework.dao.DataIntegrityViolationException when the database refuses it
     */
    public void decide(Decision decision, @Nullable Review review) {
        insert(decision, review, null, null);
    }

    /**
     * Records an approval that the policy gives on its own. The database refuses one that rests on
     * no person's decision, and one that names a person.
     *
     * @param policy the digest of the policy
     * @param restsOn the decision of a person that it carries on
     * @throws org.springframework.dao.DataIntegrityViolationException when the database refuses it
     */
    public void decideByPolicy(Decision decision, Review review, Sha256 policy, Decision restsOn) {
        insert(decision, review, policy, restsOn);
    }

    /** The person's decision that an approval by the policy rests on; empty for a person's own. */
    public Optional<Id> restsOn(Id decision) {
        return jdbc.sql("SELECT rests_on FROM decision WHERE id = :id AND rests_on IS NOT NULL")
                .param("id", decision.value())
                .query((row, number) -> Rows.id(row, "rests_on"))
                .optional();
    }

    private void insert(
            Decision decision,
            @Nullable Review review,
            @Nullable Sha256 policy,
            @Nullable Decision restsOn) {
        jdbc.sql(
                        """
                        INSERT INTO decision
                          (id, release_id, review_id, requester_id, last_editor_id, kind, actor_id, reason, stage,
                           snapshot_sha256, expires_at, conditions, suggestion, decided_at, policy_sha256,
                           rests_on, rests_on_actor_id)
                        VALUES (:id, :release, :review, :requester, :editor, :kind, :actor, :reason, :stage,
                           :snapshot, :expires, :conditions, :suggestion, :decided, :policy, :restsOn, :restsOnActor)
                        """)
                .param("policy", policy == null ? null : policy.hex())
                .param("restsOn", restsOn == null ? null : restsOn.id().value())
                .param("restsOnActor", restsOn == null ? null : restsOn.actorId().value())
                .param("id", decision.id().value())
                .param("release", decision.releaseId().value())
                .param("review", review == null ? null : review.id().value())
                .param("requester", review == null ? null : review.requesterId().value())
                .param("editor", review == null ? null : review.lastEditorId().value())
                .param("kind", decision.kind().name())
                .param("actor", decision.actorId().value())
                .param("reason", decision.reason())
                .param("stage", decision.stage() == null ? null : decision.stage().name())
                .param(
                        "snapshot",
                        decision.snapshotSha256() == null ? null : decision.snapshotSha256().hex())
                .param("expires", Rows.column(decision.expiresAt()))
                .param("conditions", lines(decision.conditions()))
                .param("suggestion", decision.suggestion())
                .param("decided", Rows.column(decision.decidedAt()))
                .update();
        Touches.release(jdbc, decision.releaseId());
    }

    /** What was decided about a release, newest first. */
    public List<Decision> decisions(Id release) {
        return jdbc.sql("SELECT * FROM decision WHERE release_id = :release ORDER BY sequence DESC")
                .param("release", release.value())
                .query(ReviewStore::readDecision)
                .list();
    }

    private static AccessRequest readRequest(ResultSet row, int number) throws SQLException {
        return new AccessRequest(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Rows.id(row, "requester_id"),
                Rows.text(row, "purpose"),
                Rows.text(row, "owner"),
                Rows.text(row, "domains").lines().toList(),
                Stage.valueOf(Rows.text(row, "stage")),
                Answers.parse(Rows.text(row, "answers")),
                Rows.idOrNull(row, "review_id"),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "withdrawn_at"));
    }

    private static Review readReview(ResultSet row, int number) throws SQLException {
        var snapshot = row.getString("snapshot_sha256");
        var tier = row.getString("tier");
        return new Review(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Rows.id(row, "request_id"),
                Rows.id(row, "requester_id"),
                Rows.id(row, "last_editor_id"),
                Review.State.valueOf(Rows.text(row, "state")),
                snapshot == null ? null : new Sha256(snapshot),
                tier == null
                        ? null
                        : new Tiering(
                                Tier.valueOf(tier),
                                Rows.text(row, "tier_reasons").lines().toList()),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "closed_at"));
    }

    private static Decision readDecision(ResultSet row, int number) throws SQLException {
        var stage = row.getString("stage");
        var snapshot = row.getString("snapshot_sha256");
        return new Decision(
                Rows.id(row, "id"),
                Rows.id(row, "release_id"),
                Rows.idOrNull(row, "review_id"),
                Decision.Kind.valueOf(Rows.text(row, "kind")),
                Rows.id(row, "actor_id"),
                Rows.text(row, "reason"),
                stage == null ? null : Stage.valueOf(stage),
                snapshot == null ? null : new Sha256(snapshot),
                Rows.instantOrNull(row, "expires_at"),
                Rows.text(row, "conditions").lines().toList(),
                row.getString("suggestion"),
                Rows.instant(row, "decided_at"));
    }

    private static TierChange readTierChange(ResultSet row, int number) throws SQLException {
        return new TierChange(
                Rows.id(row, "id"),
                Rows.id(row, "review_id"),
                Tier.valueOf(Rows.text(row, "computed")),
                Tier.valueOf(Rows.text(row, "tier")),
                Rows.id(row, "actor_id"),
                Rows.text(row, "reason"),
                Rows.instant(row, "changed_at"));
    }

    /** What has no line break by itself needs no parser. */
    private static String lines(List<String> each) {
        return String.join("\n", each);
    }
}
