package dev.assay.registry.rest;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.Snapshots;
import dev.assay.registry.identity.CurrentAccount;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Whether something may be used, for whoever is about to: a build, a hook before a commit. It says
 * what the gate knows and says to strangers, and nothing that reviewers wrote.
 */
@RestController
final class StandingController {

    /**
     * @param state how this version stands; {@code unknown} where nobody asked for it; null where
     *     no version was named
     * @param stage what this version is approved for, null where it is not
     * @param page where people read more, null for what is unknown
     * @param approved the versions that whoever asks without a token gets, the last approved first
     */
    record PackageStanding(
            String purl,
            @Nullable String state,
            @Nullable String stage,
            @Nullable String page,
            List<Usable> approved) {}

    /**
     * @param registry what to give the ecosystem's client as its registry
     */
    record Usable(String version, String stage, @Nullable Instant expiresAt, String registry) {}

    private final Snapshots snapshots;
    private final CallerAddresses addresses;
    private final CallerStage callers;
    private final Clock clock;

    StandingController(
            Snapshots snapshots, CallerAddresses addresses, CallerStage callers, Clock clock) {
        this.snapshots = snapshots;
        this.addresses = addresses;
        this.callers = callers;
        this.clock = clock;
    }

    @GetMapping("/api/v1/standing")
    PackageStanding standing(@RequestParam String purl, HttpServletRequest request) {
        if (callers.readingNeedsToken() && CurrentAccount.signedIn().isEmpty()) {
            throw Problem.forbidden(
                    "here nobody is told without a token how packages stand",
                    "Send a token with the scope api:read.");
        }
        var asked = parse(purl);
        var now = clock.instant();
        var known =
                snapshots
                        .current()
                        .orElseThrow(StandingController::notYet)
                        .releasesOf(asked.withVersion(null));
        var itself = known.stream().filter(each -> each.purl().equals(asked)).findFirst();
        return new PackageStanding(
                asked.toString(),
                asked.version() == null
                        ? null
                        : itself.map(each -> Words.of(each.stateAt(now))).orElse("unknown"),
                itself.filter(each -> each.stateAt(now) == ReleaseState.APPROVED)
                        .map(KnownRelease::stage)
                        .map(Words::of)
                        .orElse(null),
                itself.map(each -> addresses.main(request) + "r/" + each.id()).orElse(null),
                known.stream()
                        .filter(each -> each.servedTo(callers.anonymous(), now))
                        .map(each -> usable(each, request))
                        .toList());
    }

    private Usable usable(KnownRelease release, HttpServletRequest request) {
        return new Usable(
                release.purl().exactVersion(),
                Words.of(Objects.requireNonNull(release.stage(), "served without a stage")),
                release.expiresAt(),
                addresses.closure(request, release.purl(), release.id()));
    }

    private static Problem notYet() {
        return Problem.unavailable(
                "the gate has not read its records yet", "Try again in a few seconds.");
    }

    private static Purl parse(String text) {
        try {
            return Purl.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    String.valueOf(e.getMessage()), "Send ?purl=pkg:npm/%40scope/name@1.2.3.");
        }
    }
}
