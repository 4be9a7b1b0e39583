package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

@Controller
final class ApprovedController {

    private final ReleaseStore releases;
    private final ReviewStore reviews;
    private final People people;
    private final GateAddress gate;

    ApprovedController(
            ReleaseStore releases, ReviewStore reviews, People people, GateAddress gate) {
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
                release.purl().packageName(),
                release.purl().exactVersion(),
                stage == null ? "" : stage.words(),
                by(release),
                expires == null ? "" : Words.day(expires),
                reviews.requests(release.id()).stream()
                        .map(AccessRequest::owner)
                        .distinct()
                        .collect(Collectors.joining(", ")),
                gate.command(request, release));
    }

    private String by(Release release) {
        return reviews.decisions(release.id()).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .findFirst()
                .map(each -> people.name(each.actorId()) + ", " + Words.day(each.decidedAt()))
                .orElse("");
    }
}
