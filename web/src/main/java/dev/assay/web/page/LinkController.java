package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.fetch.Incident;
import dev.assay.inventory.fetch.Sighting;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.PackageStandings;
import dev.assay.registry.identity.CurrentAccount;
import dev.assay.registry.workflow.ReviewPanel;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

import java.util.List;
import java.util.Optional;

/** The page that a blocked fetch links to: of a release, of a sighting, or of an incident. */
@Controller
final class LinkController {

    private final ReleaseStore releases;
    private final FetchStore fetches;
    private final GateAddress gate;
    private final ReviewStore reviews;
    private final ReviewPanel panel;
    private final Panels panels;

    LinkController(
            ReleaseStore releases,
            FetchStore fetches,
            GateAddress gate,
            ReviewStore reviews,
            ReviewPanel panel,
            Panels panels) {
        this.reviews = reviews;
        this.panel = panel;
        this.panels = panels;
        this.releases = releases;
        this.fetches = fetches;
        this.gate = gate;
    }

    @GetMapping("/r/{id}")
    String link(@PathVariable String id, HttpServletRequest request, Model model) {
        var view =
                Id.parse(id)
                        .flatMap(each -> view(each, request))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("view", view);
        return "link";
    }

    private Optional<LinkView> view(Id id, HttpServletRequest request) {
        return releases.find(id)
                .map(release -> ofRelease(release, request))
                .or(() -> fetches.sighting(id).map(sighting -> ofSighting(sighting, request)))
                .or(() -> fetches.incident(id).map(incident -> ofIncident(incident, request)));
    }

    /** Somebody may have asked for it since it was seen. */
    private LinkView ofSighting(Sighting sighting, HttpServletRequest request) {
        return releases.find(sighting.purl())
                .map(release -> ofRelease(release, request))
                .orElseGet(
                        () ->
                                page(
                                        sighting.purl(),
                                        "never requested",
                                        "requested",
                                        "Nobody has asked for it yet, so nobody has looked at it.",
                                        mayRequest() ? "/request?sighting=" + sighting.id() : null,
                                        null,
                                        request));
    }

    private LinkView ofRelease(Release release, HttpServletRequest request) {
        return page(
                release.purl(),
                release.state().words(),
                Words.css(release.state()),
                PackageStandings.line(release.state()),
                release.state() == ReleaseState.EXPIRED && mayRequest()
                        ? "/request?purl=" + encoded(release.purl())
                        : null,
                release,
                request);
    }

    private LinkView ofIncident(Incident incident, HttpServletRequest request) {
        return page(
                incident.purl(),
                "bytes differ",
                "revoked",
                "What was fetched is not what was approved, so it was not handed out. This is an"
                        + " incident: do not look for a way round it.",
                null,
                releases.find(incident.purl()).orElse(null),
                request);
    }

    private LinkView page(
            Purl purl,
            String state,
            String stateClass,
            String line,
            @Nullable String askFor,
            @Nullable Release release,
            HttpServletRequest request) {
        var signedIn = CurrentAccount.signedIn();
        return new LinkView(
                purl.toString(),
                purl.packageName(),
                purl.version(),
                state,
                stateClass,
                line,
                approved(purl, request),
                gate.contact(),
                askFor,
                release == null || signedIn.isEmpty() ? null : "/releases/" + release.id(),
                release == null || signedIn.isEmpty() ? null : release.id().value(),
                release == null || signedIn.isEmpty() ? List.of() : blocks(release),
                signedIn.isPresent());
    }

    /** Of the newest review that waits to be decided. */
    private List<PanelView.Block> blocks(Release release) {
        return reviews.reviews(release.id()).stream()
                .filter(each -> each.state() == Review.State.OPEN)
                .findFirst()
                .map(each -> panel.of(each).blocks().stream().map(panels::block).toList())
                .orElse(List.of());
    }

    private List<LinkView.Usable> approved(Purl purl, HttpServletRequest request) {
        return releases.ofPackage(purl).stream()
                .filter(each -> each.state() == ReleaseState.APPROVED)
                .map(
                        each ->
                                new LinkView.Usable(
                                        each.purl().exactVersion(),
                                        each.stage() == null ? "" : each.stage().words(),
                                        gate.command(request, each)))
                .toList();
    }

    private static boolean mayRequest() {
        return CurrentAccount.signedIn().filter(LinkController::isRequester).isPresent();
    }

    private static boolean isRequester(Account account) {
        return account.has(Role.REQUESTER);
    }

    private static String encoded(Purl purl) {
        return java.net.URLEncoder.encode(purl.toString(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
