package dev.assay.registry.rest;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.CallerAddresses;
import dev.assay.registry.gate.CallerStage;
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

/**
 * Whether something may be used, for whoever is about to: a build, a hook before a commit. It says
 * what the gate says to strangers, and nothing that reviewers wrote.
 */
@RestController
final class StandingController {

    /**
     * @param state how this version stands; {@code unknown} where nobody asked for it; null where
     *     no version was named
     * @param page where people read more, null for what is unknown
     * @param approved the versions that may be used instead, the last approved first
     */
    record PackageStanding(
            String purl, @Nullable String state, @Nullable String page, List<Usable> approved) {}

    /**
     * @param registry what to give the ecosystem's client as its registry
     */
    record Usable(String version, String stage, @Nullable Instant expiresAt, String registry) {}

    private final ReleaseStore releases;
    private final CallerAddresses addresses;
    private final CallerStage callers;
    private final Clock clock;

    StandingController(
            ReleaseStore releases, CallerAddresses addresses, CallerStage callers, Clock clock) {
        this.releases = releases;
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
        var known = releases.ofPackage(asked);
        var itself = known.stream().filter(each -> each.purl().equals(asked)).findFirst();
        return new PackageStanding(
                asked.toString(),
                asked.version() == null
                        ? null
                        : itself.map(each -> Words.of(now(each))).orElse("unknown"),
                itself.map(each -> addresses.main(request) + "r/" + each.id()).orElse(null),
                known.stream()
                        .filter(each -> now(each) == ReleaseState.APPROVED)
                        .map(each -> usable(each, request))
                        .toList());
    }

    private Usable usable(Release release, HttpServletRequest request) {
        var stage = release.stage();
        return new Usable(
                release.purl().exactVersion(),
                Words.of(stage == null ? Stage.SANDBOX : stage),
                release.expiresAt(),
                addresses.closure(request, release));
    }

    /** An approval ends by the clock, whether or not somebody has written it down. */
    private ReleaseState now(Release release) {
        var expires = release.expiresAt();
        return release.state() == ReleaseState.APPROVED
                        && expires != null
                        && !expires.isAfter(clock.instant())
                ? ReleaseState.EXPIRED
                : release.state();
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
