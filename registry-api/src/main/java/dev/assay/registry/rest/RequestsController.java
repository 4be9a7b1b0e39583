package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;
import dev.assay.registry.rest.Documents.RequestDocument;
import dev.assay.registry.rest.Documents.ReviewDocument;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;
import java.util.Map;

@RestController
final class RequestsController {

    private final Workflow workflow;
    private final Reports reports;

    RequestsController(Workflow workflow, Reports reports) {
        this.workflow = workflow;
        this.reports = reports;
    }

    /** What is missing counts as empty, and is complained of with everything else. */
    record Wish(
            @Nullable String purl,
            @Nullable String purpose,
            @Nullable String owner,
            @Nullable List<@Nullable String> domains) {

        RequestForm form() {
            return new RequestForm(
                    text(purl),
                    text(purpose),
                    text(owner),
                    domains == null ? List.of() : domains.stream().map(Wish::text).toList());
        }

        private static String text(@Nullable String given) {
            return given == null ? "" : given;
        }
    }

    record Taken(
            String outcome,
            RequestDocument request,
            ReleaseDocument release,
            @Nullable ReviewDocument review) {}

    @PostMapping(path = "/api/v1/requests", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Taken> request(Account account, @RequestBody Wish wish) {
        return switch (workflow.request(account, wish.form())) {
            case RequestOutcome.Accepted(var request, var release, var review) ->
                    taken(HttpStatus.CREATED, "accepted", request, release, review);
            case RequestOutcome.Joined(var request, var release, var review) ->
                    taken(HttpStatus.CREATED, "joined", request, release, review);
            case RequestOutcome.Widened(var request, var release, var review) ->
                    taken(HttpStatus.CREATED, "widened", request, release, review);
            case RequestOutcome.AlreadyApproved(var request, var release) ->
                    taken(HttpStatus.OK, "already-approved", request, release, null);
            case RequestOutcome.Refused(var problems) ->
                    throw Problem.unacceptable(
                            problems.stream()
                                    .map(
                                            each ->
                                                    Map.of(
                                                            "field",
                                                            each.field(),
                                                            "message",
                                                            each.message()))
                                    .toList());
        };
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
