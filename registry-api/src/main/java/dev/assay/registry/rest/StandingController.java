package dev.assay.registry.rest;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.PackageStandings;
import dev.assay.registry.identity.CurrentAccount;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

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

    private final PackageStandings standings;
    private final CallerAddresses addresses;
    private final CallerStage callers;

    StandingController(PackageStandings standings, CallerAddresses addresses, CallerStage callers) {
        this.standings = standings;
        this.addresses = addresses;
        this.callers = callers;
    }

    @GetMapping("/api/v1/standing")
    PackageStanding standing(@RequestParam String purl, HttpServletRequest request) {
        if (callers.readingNeedsToken() && CurrentAccount.signedIn().isEmpty()) {
            throw Problem.forbidden(
                    "here nobody is told without a token how packages stand",
                    "Send a token with the scope api:read.");
        }
        var asked = parse(purl);
        var standing =
                standings.of(asked, callers.anonymous()).orElseThrow(StandingController::notYet);
        var itself = standing.itself();
        var state = standing.state();
        return new PackageStanding(
                asked.toString(),
                asked.version() == null ? null : state == null ? "unknown" : Words.of(state),
                itself == null || itself.stage() == null || state != ReleaseState.APPROVED
                        ? null
                        : Words.of(itself.stage()),
                itself == null ? null : addresses.main(request) + "r/" + itself.id(),
                standing.usable().stream().map(each -> usable(each, request)).toList());
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
