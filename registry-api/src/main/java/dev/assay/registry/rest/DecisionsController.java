package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.registry.reach.Reaches;
import dev.assay.registry.rest.Documents.DecisionDocument;
import dev.assay.registry.rest.Documents.VoteDocument;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.Workflow;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

@RestController
final class DecisionsController {

    private final Workflow workflow;
    private final Emergencies emergencies;
    private final ReviewStore reviews;
    private final Reports reports;
    private final Reaches reaches;

    DecisionsController(
            Workflow workflow,
            Emergencies emergencies,
            ReviewStore reviews,
            Reports reports,
            Reaches reaches) {
        this.workflow = workflow;
        this.emergencies = emergencies;
        this.reviews = reviews;
        this.reports = reports;
        this.reaches = reaches;
    }

    /**
     * @param review the review it closes; for approve and reject
     * @param snapshot the digest of what was seen; for approve
     * @param stage what it is approved for; for approve and break-glass
     * @param role the role a vote counts for; for approve, by somebody with several
     * @param days how long it holds at most; for approve
     * @param conditions what it holds under; for approve
     * @param suggestion what to do instead; for reject
     * @param hours how long; for break-glass
     */
    record Wish(
            @Nullable String kind,
            @Nullable String reason,
            @Nullable String review,
            @Nullable String snapshot,
            @Nullable String stage,
            @Nullable String role,
            @Nullable Integer days,
            @Nullable List<@Nullable String> conditions,
            @Nullable String suggestion,
            @Nullable Integer hours) {

        Ballot ballot(String reason) {
            return new Ballot(
                    DecisionsController.snapshot(snapshot),
                    Words.parse(Stage.class, "stage", given(stage)),
                    reason,
                    role == null ? null : Words.parse(Role.class, "role", role),
                    days,
                    conditions == null
                            ? List.of()
                            : conditions.stream().map(DecisionsController::given).toList());
        }
    }

    /**
     * @param text what is still needed, for a decision that takes two people
     * @param reach what it reached until now, for what the gate refuses from now on
     */
    record Taken(
            String outcome,
            @Nullable DecisionDocument decision,
            @Nullable VoteDocument vote,
            ReleaseDocument release,
            @Nullable String text,
            @Nullable ReachDocument reach) {}

    @PostMapping(
            path = "/api/v1/releases/{id}/decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Taken> decide(Account account, @PathVariable String id, @RequestBody Wish wish)
            throws InterruptedException {
        var release = reports.release(id);
        var reason = wish.reason() == null ? "" : wish.reason();
        var kind = Words.parse(Decision.Kind.class, "kind", given(wish.kind()));
        var outcome =
                switch (kind) {
                    case APPROVE ->
                            workflow.approve(
                                    account,
                                    ReleasesController.reviewOf(
                                            reviews, release.id(), wish.review()),
                                    wish.ballot(reason));
                    case REJECT ->
                            workflow.reject(
                                    account,
                                    ReleasesController.reviewOf(
                                            reviews, release.id(), wish.review()),
                                    reason,
                                    wish.suggestion());
                    case WITHDRAW ->
                            throw Problem.invalid(
                                    "A request is withdrawn, not a release.",
                                    "POST /api/v1/requests/{id}/withdrawal takes one back.");
                    case BREAK_GLASS ->
                            emergencies.open(
                                    account,
                                    release.id(),
                                    Words.parse(Stage.class, "stage", given(wish.stage())),
                                    wish.hours(),
                                    reason);
                    case SUSPEND -> workflow.suspend(account, release.id(), reason);
                    case LIFT -> workflow.lift(account, release.id(), reason);
                    case REVOKE -> workflow.revoke(account, release.id(), reason);
                };
        return switch (outcome) {
            case DecisionOutcome.Decided(var decision, var now) ->
                    ResponseEntity.status(HttpStatus.CREATED)
                            .body(
                                    new Taken(
                                            "decided",
                                            reports.decision(decision),
                                            null,
                                            ReleaseDocument.of(now),
                                            null,
                                            ended(kind) ? reach(now) : null));
            case DecisionOutcome.Voted(var vote, var text) ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .body(
                                    new Taken(
                                            "voted",
                                            null,
                                            reports.vote(vote),
                                            ReleaseDocument.of(reports.release(id)),
                                            text,
                                            null));
            case DecisionOutcome.Recorded(var decision, var text) ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .body(
                                    new Taken(
                                            "recorded",
                                            reports.decision(decision),
                                            null,
                                            ReleaseDocument.of(reports.release(id)),
                                            text,
                                            null));
            case DecisionOutcome.Refused(var why) -> throw Problem.refused(why);
        };
    }

    private static boolean ended(Decision.Kind kind) {
        return kind == Decision.Kind.REVOKE || kind == Decision.Kind.SUSPEND;
    }

    private ReachDocument reach(Release release) throws InterruptedException {
        return ReachDocument.of(reaches.of(release, 0, FetchController.MOST));
    }

    private static String given(@Nullable String word) {
        return word == null ? "" : word;
    }

    private static Sha256 snapshot(@Nullable String hex) {
        try {
            return new Sha256(given(hex));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "'snapshot' is no SHA-256 digest.",
                    "Send the 'snapshot' of the review as you saw it: an approval is of that and"
                            + " of nothing newer.");
        }
    }
}
