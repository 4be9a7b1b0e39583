package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.ReviewDocument;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Workflow;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

@RestController
final class ReviewsController {

    private final ReviewStore reviews;
    private final Workflow workflow;
    private final Reports reports;

    ReviewsController(ReviewStore reviews, Workflow workflow, Reports reports) {
        this.reviews = reviews;
        this.workflow = workflow;
        this.reports = reports;
    }

    record TierWish(@Nullable String tier, @Nullable String reason) {}

    @GetMapping("/api/v1/reviews")
    Map<String, List<ReviewDocument>> reviews(@RequestParam(defaultValue = "open") String state) {
        return Map.of(
                "reviews",
                reviews.reviews(Words.parse(Review.State.class, "state", state)).stream()
                        .map(reports::review)
                        .toList());
    }

    @GetMapping("/api/v1/reviews/{id}")
    ReviewDocument review(@PathVariable String id) {
        return reports.review(found(id));
    }

    @PutMapping(path = "/api/v1/reviews/{id}/tier", consumes = MediaType.APPLICATION_JSON_VALUE)
    ReviewDocument changeTier(
            Account account, @PathVariable String id, @RequestBody TierWish wish) {
        var review = found(id);
        var tier = Words.parse(Tier.class, "tier", wish.tier() == null ? "" : wish.tier());
        var reason = wish.reason() == null ? "" : wish.reason();
        return switch (workflow.changeTier(account, review.id(), tier, reason)) {
            case Deed.Done<Tier>(var now) -> reports.review(found(id));
            case Deed.Refused<Tier>(var why) -> throw Problem.refused(why);
        };
    }

    private Review found(String id) {
        return Id.parse(id)
                .flatMap(reviews::review)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No review has the id '" + id + "'.",
                                        "GET /api/v1/reviews lists those that are open."));
    }
}
