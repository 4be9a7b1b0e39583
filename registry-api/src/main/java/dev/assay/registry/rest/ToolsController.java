package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.Constraint;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.tools.Proposal;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.workflow.Deed;

import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The tool matrix of a release. */
@RestController
final class ToolsController {

    private static final int MOST_TEXT = 200;
    private static final int MOST_ITEMS = 100;

    private final ToolMatrix matrix;
    private final ToolDecisions decisions;
    private final Reports reports;

    ToolsController(ToolMatrix matrix, ToolDecisions decisions, Reports reports) {
        this.matrix = matrix;
        this.decisions = decisions;
        this.reports = reports;
    }

    record ProposalDocument(
            String toolClass,
            String confidence,
            List<String> reasons,
            List<String> contradictions) {}

    record LimitDocument(int max, int windowSeconds) {}

    record WishDocument(String toolClass, String reason, String waitsFor) {}

    record ToolDocument(
            String name,
            String fingerprint,
            String toolClass,
            boolean confirmed,
            @Nullable Instant confirmedAt,
            @Nullable String carriedFrom,
            List<String> dataClasses,
            String businessSystem,
            List<Constraint> constraints,
            String approvalMode,
            LimitDocument rateLimit,
            ProposalDocument proposal,
            @Nullable WishDocument wish) {}

    /** What is left out stays as it is. */
    record ToolWish(
            @Nullable String name,
            @Nullable String fingerprint,
            @Nullable String toolClass,
            @Nullable List<String> dataClasses,
            @Nullable String businessSystem,
            @Nullable List<Constraint> constraints,
            @Nullable String approvalMode,
            @Nullable LimitDocument rateLimit) {}

    record Wishes(@Nullable List<ToolWish> tools, @Nullable String reason) {}

    @GetMapping("/api/v1/releases/{id}/tools")
    Map<String, List<ToolDocument>> list(@PathVariable String id) {
        return Map.of("tools", documents(matrix.of(reports.release(id).id())));
    }

    @PutMapping(path = "/api/v1/releases/{id}/tools", consumes = MediaType.APPLICATION_JSON_VALUE)
    Map<String, List<ToolDocument>> say(
            Account account, @PathVariable String id, @RequestBody Wishes wishes) {
        var release = reports.release(id).id();
        var rows = matrix.of(release);
        var asked = Optional.ofNullable(wishes.tools()).orElse(List.of());
        var words = asked.stream().filter(Objects::nonNull).map(each -> word(each, rows)).toList();
        var reason = Optional.ofNullable(wishes.reason()).orElse("");
        return switch (decisions.say(account, release, words, reason)) {
            case Deed.Done<ToolDecisions.Outcome>(var outcome) ->
                    Map.of(
                            "held",
                            documents(outcome.held()),
                            "waiting",
                            documents(outcome.waiting()));
            case Deed.Refused<ToolDecisions.Outcome>(var why) -> throw Problem.refused(why);
        };
    }

    private static ToolDecisions.Word word(ToolWish wish, List<ToolEntry> rows) {
        var name = Optional.ofNullable(wish.name()).orElse("");
        var terms =
                rows.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .map(each -> terms(wish, each.terms()))
                        .orElse(null);
        var toolClass = wish.toolClass();
        return new ToolDecisions.Word(
                name,
                wish.fingerprint(),
                toolClass == null ? null : Words.parse(ToolClass.class, "toolClass", toolClass),
                terms);
    }

    private static ToolTerms terms(ToolWish wish, ToolTerms now) {
        var data = Optional.ofNullable(wish.dataClasses()).orElse(now.dataClasses());
        var system = Optional.ofNullable(wish.businessSystem()).orElse(now.businessSystem());
        var constraints = Optional.ofNullable(wish.constraints()).orElse(now.constraints());
        if (data.contains(null)
                || constraints.contains(null)
                || data.size() > MOST_ITEMS
                || constraints.size() > MOST_ITEMS
                || system.length() > MOST_TEXT
                || data.stream().anyMatch(each -> each.length() > MOST_TEXT)) {
            throw Problem.invalid(
                    "A list has more than 100 entries or an empty one, or a text more than 200 characters.",
                    "Shorten it.");
        }
        var mode = wish.approvalMode();
        return new ToolTerms(
                data,
                system.strip(),
                constraints,
                mode == null
                        ? now.approvalMode()
                        : Words.parse(ApprovalMode.class, "approvalMode", mode),
                limit(wish.rateLimit(), now.rateLimit()));
    }

    private static RateLimit limit(@Nullable LimitDocument wanted, RateLimit now) {
        try {
            return wanted == null ? now : new RateLimit(wanted.max(), wanted.windowSeconds());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    Optional.ofNullable(e.getMessage()).orElse("rateLimit"), "Correct rateLimit.");
        }
    }

    private static List<ToolDocument> documents(List<ToolEntry> entries) {
        return entries.stream().map(ToolsController::document).toList();
    }

    private static ToolDocument document(ToolEntry entry) {
        var terms = entry.terms();
        Proposal proposal = ToolMatrix.proposal(entry);
        var wish = entry.wish();
        return new ToolDocument(
                entry.name(),
                entry.fingerprint().hex(),
                Words.of(entry.toolClass()),
                entry.isConfirmed(),
                entry.confirmedAt(),
                entry.carriedFrom(),
                terms.dataClasses(),
                terms.businessSystem(),
                terms.constraints(),
                Words.of(terms.approvalMode()),
                new LimitDocument(terms.rateLimit().max(), terms.rateLimit().windowSeconds()),
                new ProposalDocument(
                        Words.of(proposal.toolClass()),
                        Words.of(proposal.confidence()),
                        proposal.reasons(),
                        proposal.contradictions()),
                wish == null
                        ? null
                        : new WishDocument(
                                Words.of(wish.toolClass()),
                                wish.reason(),
                                wish.review() == null
                                        ? "another reviewer"
                                        : "review " + wish.review()));
    }
}
