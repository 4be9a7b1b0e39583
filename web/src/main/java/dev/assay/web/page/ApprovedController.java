package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.server.Servers;
import dev.assay.registry.workflow.ReviewPanel;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@Controller
final class ApprovedController {

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final ReviewPanel panel;
    private final BreakGlassStore glass;
    private final People people;
    private final GateAddress gate;

    ApprovedController(
            ReleaseStore releases,
            ReviewStore reviews,
            ReviewPanel panel,
            BreakGlassStore glass,
            People people,
            GateAddress gate) {
        this.panel = panel;
        this.glass = glass;
        this.releases = releases;
        this.reviews = reviews;
        this.people = people;
        this.gate = gate;
    }

    @GetMapping("/approved")
    String approved(HttpServletRequest request, Model model) {
        var rows =
                releases.inStates(Set.of(ReleaseState.APPROVED)).stream()
                        .sorted(Comparator.comparing(each -> each.purl().toString()))
                        .map(each -> row(each, request))
                        .toList();
        model.addAttribute("view", new ApprovedView(rows));
        return "approved";
    }

    private ApprovedView.Row row(Release release, HttpServletRequest request) {
        var stage = release.stage();
        var expires = release.expiresAt();
        return new ApprovedView.Row(
                "/releases/" + release.id(),
                "/servers/" + Servers.id(release.purl()),
                release.purl().packageName(),
                release.purl().exactVersion(),
                stage == null ? "" : stage.words(),
                by(release),
                expires == null ? "" : Words.day(expires),
                reviews.requests(release.id()).stream()
                        .map(AccessRequest::owner)
                        .distinct()
                        .collect(Collectors.joining(", ")),
                conditions(release),
                gate.command(request, release));
    }

    /** Everybody whose vote the approval stands on, or whoever let it through. */
    private String by(Release release) {
        var through = glass.running(release.id());
        return through.isPresent()
                ? "Let through by " + people.name(through.get().actorId()) + ", approved by nobody"
                : approval(release)
                        .map(
                                each ->
                                        "Approved by "
                                                + voters(each)
                                                + ", "
                                                + Words.day(each.decidedAt()))
                        .orElse("");
    }

    private String voters(Decision approval) {
        var voters =
                Optional.ofNullable(approval.reviewId()).flatMap(reviews::review).stream()
                        .flatMap(each -> panel.of(each).votes().stream())
                        .filter(Vote::stands)
                        .map(each -> people.name(each.approverId()))
                        .collect(Collectors.joining(", "));
        return voters.isEmpty() ? people.name(approval.actorId()) : voters;
    }

    private List<String> conditions(Release release) {
        return glass.running(release.id()).isPresent()
                ? List.of()
                : approval(release).map(Decision::conditions).orElse(List.of());
    }

    private Optional<Decision> approval(Release release) {
        return reviews.decisions(release.id()).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .findFirst();
    }
}
