package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.ReleaseReportDocument;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.vetting.ReviewReport;
import dev.assay.registry.workflow.RestartOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.scanners.report.ReportFormat;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

@RestController
final class ReleasesController {

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final ReportReader reader;
    private final Reports reports;
    private final Workflow workflow;

    ReleasesController(
            ReleaseStore releases,
            ReviewStore reviews,
            ReportReader reader,
            Reports reports,
            Workflow workflow) {
        this.releases = releases;
        this.reviews = reviews;
        this.reader = reader;
        this.reports = reports;
        this.workflow = workflow;
    }

    @GetMapping("/api/v1/releases")
    Map<String, List<ReleaseDocument>> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String purl) {
        Set<ReleaseState> states =
                state == null
                        ? EnumSet.allOf(ReleaseState.class)
                        : EnumSet.of(Words.parse(ReleaseState.class, "state", state));
        return Map.of(
                "releases",
                releases.inStates(states).stream()
                        .filter(each -> purl == null || purl.equals(each.purl().toString()))
                        .map(ReleaseDocument::of)
                        .toList());
    }

    @GetMapping("/api/v1/releases/{id}")
    ReleaseReportDocument report(@PathVariable String id) {
        return reports.report(reports.release(id));
    }

    /** The delta of the review that is named, else of the newest one that has a delta. */
    @GetMapping(path = "/api/v1/releases/{id}/delta", produces = MediaType.APPLICATION_JSON_VALUE)
    String delta(@PathVariable String id, @RequestParam(required = false) @Nullable String review) {
        var release = reports.release(id);
        return reviews.reviews(release.id()).stream()
                .filter(each -> review == null || each.id().value().equals(review))
                .map(Review::id)
                .flatMap(each -> reader.review(each).stream())
                .map(ReviewReport::delta)
                .filter(Objects::nonNull)
                .findFirst()
                .map(found -> ReportFormat.JSON.render(found, false))
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "There is no delta of " + release.purl() + " yet.",
                                        "Wait until it is in review; GET /api/v1/releases/"
                                                + release.id()
                                                + " says how far its vetting is."));
    }

    /** The body is empty JSON: see the filter chain for why there is one. */
    @PostMapping(
            path = "/api/v1/releases/{id}/vettings",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ReleaseDocument vetAgain(
            Account account, @PathVariable String id, @RequestBody Map<String, Object> nothing) {
        return switch (workflow.vetAgain(account, reports.release(id).id())) {
            case RestartOutcome.Restarted(var release) -> ReleaseDocument.of(release);
            case RestartOutcome.Refused(var reason) -> throw Problem.refused(reason);
        };
    }

    /** The review that a body names, if it is one of this release. */
    static Id reviewOf(ReviewStore reviews, Id release, @Nullable String review) {
        return Id.parse(review == null ? "" : review)
                .flatMap(reviews::review)
                .filter(found -> found.releaseId().equals(release))
                .map(Review::id)
                .orElseThrow(
                        () ->
                                Problem.invalid(
                                        "'review' names no review of this release.",
                                        "GET /api/v1/releases/" + release + " lists its reviews."));
    }
}
