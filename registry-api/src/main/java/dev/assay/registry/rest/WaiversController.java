package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.BreakGlassDocument;
import dev.assay.registry.rest.Documents.WaiverDocument;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.Waivers;

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

import java.util.List;
import java.util.Map;

/** Exceptions: waivers, and what was let through in an emergency. */
@RestController
final class WaiversController {

    private final Waivers waivers;
    private final WaiverStore store;
    private final Emergencies emergencies;
    private final BreakGlassStore glass;
    private final Reports reports;
    private final Standings standings;

    WaiversController(
            Waivers waivers,
            WaiverStore store,
            Emergencies emergencies,
            BreakGlassStore glass,
            Reports reports,
            Standings standings) {
        this.waivers = waivers;
        this.store = store;
        this.emergencies = emergencies;
        this.glass = glass;
        this.reports = reports;
        this.standings = standings;
    }

    record Wish(
            @Nullable String target,
            @Nullable String reason,
            @Nullable String control,
            @Nullable Integer days) {}

    record Answer(@Nullable String kind, @Nullable String reason, @Nullable Integer days) {}

    record PostReview(@Nullable String text) {}

    @GetMapping("/api/v1/waivers")
    Map<String, List<WaiverDocument>> list(@RequestParam(defaultValue = "granted") String state) {
        return Map.of(
                "waivers",
                store.in(Words.parse(Waiver.State.class, "state", state)).stream()
                        .map(standings::waiver)
                        .toList());
    }

    @PostMapping(
            path = "/api/v1/releases/{id}/waivers",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    WaiverDocument ask(Account account, @PathVariable String id, @RequestBody Wish wish) {
        var asked =
                new Waivers.Wish(
                        given(wish.target()),
                        given(wish.reason()),
                        given(wish.control()),
                        wish.days());
        return document(waivers.ask(account, reports.release(id).id(), asked));
    }

    @PostMapping(
            path = "/api/v1/waivers/{id}/decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    WaiverDocument decide(Account account, @PathVariable String id, @RequestBody Answer answer) {
        var waiver =
                Id.parse(id)
                        .flatMap(store::find)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No waiver has the id '" + id + "'.",
                                                "GET /api/v1/waivers?state=asked lists those that"
                                                        + " wait."));
        var kind = Words.parse(Waivers.Answer.class, "kind", given(answer.kind()));
        return document(
                waivers.decide(account, waiver.id(), kind, given(answer.reason()), answer.days()));
    }

    /** All that were ever opened, newest first. */
    @GetMapping("/api/v1/break-glass")
    Map<String, List<BreakGlassDocument>> emergencies() {
        return Map.of("breakGlass", glass.all().stream().map(standings::glass).toList());
    }

    @PostMapping(
            path = "/api/v1/break-glass/{id}/post-review",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    BreakGlassDocument close(
            Account account, @PathVariable String id, @RequestBody PostReview review) {
        var found =
                Id.parse(id)
                        .flatMap(glass::find)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "No break-glass has the id '" + id + "'.",
                                                "GET /api/v1/break-glass lists them all."));
        return switch (emergencies.close(account, found.id(), given(review.text()))) {
            case Deed.Done<BreakGlass>(var closed) -> standings.glass(closed);
            case Deed.Refused<BreakGlass>(var why) -> throw Problem.refused(why);
        };
    }

    private WaiverDocument document(Deed<Waiver> deed) {
        return switch (deed) {
            case Deed.Done<Waiver>(var waiver) -> standings.waiver(waiver);
            case Deed.Refused<Waiver>(var why) -> throw Problem.refused(why);
        };
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
