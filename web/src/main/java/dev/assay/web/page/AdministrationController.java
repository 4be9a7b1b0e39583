package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStanding;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.ApiToken;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenStore;
import dev.assay.registry.administration.DataAges;
import dev.assay.registry.administration.Jobs;
import dev.assay.registry.administration.SettingsInForce;
import dev.assay.registry.administration.TrustRoots;
import dev.assay.registry.administration.Upstreams;
import dev.assay.registry.vetting.Sandbox;
import dev.assay.web.page.AdministrationView.Count;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One page for whoever runs this: what there is, how old it is, and what does not work. */
@Controller("administrationPages")
final class AdministrationController {

    private static final Duration SOON = Duration.ofDays(14);
    private static final Duration LONG_UNUSED = Duration.ofDays(90);

    private final AccountStore accounts;
    private final TokenStore tokens;
    private final Upstreams upstreams;
    private final TrustRoots roots;
    private final DataAges ages;
    private final Jobs jobs;
    private final SettingsInForce settings;
    private final Sandbox sandbox;
    private final Clock clock;

    AdministrationController(
            AccountStore accounts,
            TokenStore tokens,
            Upstreams upstreams,
            TrustRoots roots,
            DataAges ages,
            Jobs jobs,
            SettingsInForce settings,
            Sandbox sandbox,
            Clock clock) {
        this.sandbox = sandbox;
        this.accounts = accounts;
        this.tokens = tokens;
        this.upstreams = upstreams;
        this.roots = roots;
        this.ages = ages;
        this.jobs = jobs;
        this.settings = settings;
        this.clock = clock;
    }

    @GetMapping("/administration")
    String administration(Model model) {
        var told = model.getAttribute("told");
        var problem = model.getAttribute("problem");
        model.addAttribute(
                "view",
                new AdministrationView(
                        counts(clock.instant()),
                        upstreams.all(),
                        roots.all(),
                        ages.all(),
                        AdministrationView.SandboxView.of(sandbox.state()),
                        jobs.workers(),
                        jobs.all(),
                        jobs.failed(),
                        settings.all(),
                        told == null ? null : told.toString(),
                        problem == null ? null : problem.toString()));
        return "administration";
    }

    @PostMapping("/administration/upstreams")
    String tryNow(
            Account account,
            @RequestParam(required = false) @Nullable String upstream,
            RedirectAttributes told)
            throws InterruptedException {
        var tried =
                upstream == null
                        ? Optional.of(upstreams.tryNpm(account))
                        : upstreams.tryOther(account, upstream);
        tried.ifPresent(
                each ->
                        told.addFlashAttribute(
                                each.answered() ? "told" : "problem",
                                (upstream == null ? "The upstream of npm" : upstream)
                                        + " was asked: "
                                        + each.text()
                                        + "."));
        return "redirect:/administration#upstreams";
    }

    @PostMapping("/administration/jobs")
    String hurry(
            Account account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String instance,
            RedirectAttributes told) {
        if (jobs.hurry(account, name, instance)) {
            told.addFlashAttribute("told", "It is due now, and begins within seconds.");
        } else {
            told.addFlashAttribute("problem", "It runs already, or is done.");
        }
        return "redirect:/administration#jobs";
    }

    private List<Count> counts(Instant now) {
        var counts = new ArrayList<Count>();
        people(counts, now);
        tokens(counts, now);
        counts.sort((one, other) -> Boolean.compare(other.urgent(), one.urgent()));
        return counts;
    }

    private void people(List<Count> counts, Instant now) {
        var standings = accounts.standings();
        var enabled = standings.stream().filter(each -> !each.account().disabled()).toList();
        counts.add(new Count(enabled.size(), "accounts that can sign in", "/accounts", false));
        var administrators =
                enabled.stream().filter(each -> each.account().has(Role.ADMINISTRATOR)).count();
        counts.add(new Count(administrators, "of them administrators", "/accounts", false));
        add(
                counts,
                enabled.stream().filter(AccountStanding::passwordChangeDue).count(),
                "passwords handed out and not changed yet",
                "/accounts");
        add(
                counts,
                enabled.stream().filter(each -> unused(each.lastSignedInAt(), now)).count(),
                "accounts that nobody signed in with for 90 days",
                "/accounts");
    }

    private void tokens(List<Count> counts, Instant now) {
        var active = tokens.all().stream().filter(each -> each.activeAt(now)).toList();
        counts.add(
                new Count(
                        active.size(),
                        "tokens that open something",
                        "/administration/tokens",
                        false));
        add(
                counts,
                active.stream().filter(each -> each.expiresAt().isBefore(now.plus(SOON))).count(),
                "tokens that expire within 14 days",
                "/administration/tokens");
        add(
                counts,
                active.stream().filter(each -> unused(lastUse(each), now)).count(),
                "tokens unused for 90 days",
                "/administration/tokens");
    }

    private static Instant lastUse(ApiToken token) {
        return token.lastUsedAt() == null ? token.createdAt() : token.lastUsedAt();
    }

    private static boolean unused(@Nullable Instant last, Instant now) {
        return last != null && last.isBefore(now.minus(LONG_UNUSED));
    }

    private static void add(List<Count> counts, long number, String what, String link) {
        if (number > 0) {
            counts.add(new Count(number, what, link, true));
        }
    }
}
