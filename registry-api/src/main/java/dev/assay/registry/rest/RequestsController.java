package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.QuestionDocument;
import dev.assay.registry.rest.Documents.RequestDocument;
import dev.assay.registry.rest.Documents.ReviewDocument;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Drafts;
import dev.assay.registry.workflow.EditOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.RequestState;
import dev.assay.registry.workflow.RequestStates;
import dev.assay.registry.workflow.Workflow;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

@RestController
final class RequestsController {

    private static final int MOST_LISTED = 500;

    private final Workflow workflow;
    private final Drafts drafts;
    private final ReviewStore reviews;
    private final RequestStates states;
    private final Reports reports;

    RequestsController(
            Workflow workflow,
            Drafts drafts,
            ReviewStore reviews,
            RequestStates states,
            Reports reports) {
        this.workflow = workflow;
        this.drafts = drafts;
        this.reviews = reviews;
        this.states = states;
        this.reports = reports;
    }

    record Taken(
            String outcome,
            RequestDocument request,
            ReleaseDocument release,
            @Nullable ReviewDocument review) {}

    record Edited(RequestDocument request, ReviewDocument review, int votesVoid) {}

    record Withdrawal(@Nullable String reason) {}

    /**
     * @param counts how many of those listed are in which state
     */
    record Listed(List<RequestDocument> requests, Map<String, Integer> counts) {}

    @GetMapping("/api/v1/questions")
    Map<String, List<QuestionDocument>> questions() {
        return Map.of("questions", Questions.ALL.stream().map(QuestionDocument::of).toList());
    }

    @GetMapping("/api/v1/requests")
    Listed list(
            Account account,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestParam(required = false) @Nullable String state) {
        var wanted = state == null ? null : Words.parse(RequestState.class, "state", state);
        var all = mine ? reviews.requestsOf(account.id()) : reviews.latestRequests(MOST_LISTED);
        var counts = new TreeMap<String, Integer>();
        all.forEach(each -> counts.merge(Words.of(states.of(each)), 1, Integer::sum));
        return new Listed(
                all.stream()
                        .filter(each -> wanted == null || states.of(each) == wanted)
                        .map(reports::request)
                        .toList(),
                counts);
    }

    @GetMapping("/api/v1/requests/{id}")
    RequestDocument request(@PathVariable String id) {
        return reports.request(found(id));
    }

    @PostMapping(path = "/api/v1/requests", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Taken> request(Account account, @RequestBody RequestWish wish) {
        var answer =
                switch (workflow.request(account, wish.form())) {
                    case RequestOutcome.Accepted(var request, var release, var review) ->
                            taken(HttpStatus.CREATED, "accepted", request, release, review);
                    case RequestOutcome.Joined(var request, var release, var review) ->
                            taken(HttpStatus.CREATED, "joined", request, release, review);
                    case RequestOutcome.Widened(var request, var release, var review) ->
                            taken(HttpStatus.CREATED, "widened", request, release, review);
                    case RequestOutcome.AlreadyApproved(var request, var release) ->
                            taken(HttpStatus.OK, "already-approved", request, release, null);
                    case RequestOutcome.Refused(var problems) -> throw unacceptable(problems);
                };
        if (wish.draft() != null) {
            Id.parse(wish.draft()).ifPresent(draft -> drafts.remove(account, draft));
        }
        return answer;
    }

    @PutMapping(path = "/api/v1/requests/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Edited edit(Account account, @PathVariable String id, @RequestBody RequestWish wish) {
        return switch (workflow.edit(account, found(id).id(), wish.form())) {
            case EditOutcome.Edited(var request, var review, var votes) ->
                    new Edited(reports.request(request), reports.review(review), votes);
            case EditOutcome.Refused(var problems) -> throw unacceptable(problems);
        };
    }

    @PostMapping(
            path = "/api/v1/requests/{id}/withdrawal",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    RequestDocument withdraw(
            Account account, @PathVariable String id, @RequestBody Withdrawal withdrawal) {
        var reason = withdrawal.reason() == null ? "" : withdrawal.reason();
        return switch (workflow.withdraw(account, found(id).id(), reason)) {
            case Deed.Done<AccessRequest>(var request) -> reports.request(request);
            case Deed.Refused<AccessRequest>(var why) -> throw Problem.refused(why);
        };
    }

    private AccessRequest found(String id) {
        return Id.parse(id)
                .flatMap(reviews::request)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No request has the id '" + id + "'.",
                                        "GET /api/v1/requests lists those there are."));
    }

    private static Problem unacceptable(List<RequestOutcome.Problem> problems) {
        return Problem.unacceptable(
                problems.stream()
                        .map(each -> Map.of("field", each.field(), "message", each.message()))
                        .toList());
    }

    private ResponseEntity<Taken> taken(
            HttpStatus status,
            String outcome,
            AccessRequest request,
            Release release,
            @Nullable Review review) {
        return ResponseEntity.status(status)
                .location(URI.create("/api/v1/releases/" + release.id()))
                .body(
                        new Taken(
                                outcome,
                                reports.request(request),
                                ReleaseDocument.of(release),
                                review == null ? null : reports.review(review)));
    }
}
