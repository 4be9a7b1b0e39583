package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.registry.watch.Observations;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.finding.Severity;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what gateways and collectors of events saw. */
@RestController
final class ObservationsController {

    private final Observations observations;

    ObservationsController(Observations observations) {
        this.observations = observations;
    }

    record ObservationWish(
            @Nullable String server,
            @Nullable String severity,
            @Nullable String source,
            @Nullable String what) {}

    @PostMapping(path = "/api/v1/observations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ReleaseDocument note(Account account, @RequestBody ObservationWish wish) {
        var told =
                new Observations.Told(
                        given(wish.server()),
                        Words.parse(Severity.class, "severity", given(wish.severity())),
                        given(wish.source()),
                        given(wish.what()));
        return switch (observations.note(account, told)) {
            case Deed.Done<Release>(var release) -> ReleaseDocument.of(release);
            case Deed.Refused<Release>(var why) -> throw Problem.refused(why);
        };
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
