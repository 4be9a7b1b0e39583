package dev.assay.web.page;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.SignInSettings;
import dev.assay.registry.identity.WebAddress;
import dev.assay.registry.identity.oidc.OidcSettings;
import dev.assay.registry.identity.oidc.OidcSignIn;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.registry.identity.workload.WorkloadSettings;
import dev.assay.web.page.SignInSettingsView.Fact;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Shows what is set; setting it is for the configuration, where it can be reviewed. */
@Controller
final class SignInSettingsController {

    private final SignInSettings settings;
    private final OidcSettings oidc;
    private final WorkloadSettings workloads;
    private final Tokens tokens;
    private final WebAddress address;

    SignInSettingsController(
            SignInSettings settings,
            OidcSettings oidc,
            WorkloadSettings workloads,
            Tokens tokens,
            WebAddress address) {
        this.settings = settings;
        this.oidc = oidc;
        this.workloads = workloads;
        this.tokens = tokens;
        this.address = address;
    }

    @GetMapping("/administration/sign-in")
    String show(Model model) {
        model.addAttribute(
                "view",
                new SignInSettingsView(
                        passwords(),
                        provider(),
                        workloads.issuers().stream().map(SignInSettingsController::issuer).toList(),
                        List.of(
                                new Fact(
                                        "A token expires at the latest after",
                                        tokens.mostDays() + " days",
                                        "assay.tokens.most-days"))));
        return "signinsettings";
    }

    private List<Fact> passwords() {
        var local =
                settings.local() == SignInSettings.Local.EVERYBODY
                        ? "everybody with a local account"
                        : settings.breakGlass() + " alone";
        return List.of(
                new Fact("Who may sign in with a password", local, "assay.sign-in.local"),
                new Fact(
                        "A session ends at the latest after",
                        hours(settings.sessionAge()),
                        "assay.sign-in.session-age"),
                new Fact(
                        "A password that was handed out waits",
                        settings.oneTimePasswordAge().toDays() + " days",
                        "assay.sign-in.one-time-password-age"),
                new Fact(
                        "Wrong passwords before an address waits",
                        settings.failuresPerAccount()
                                + " for one account, "
                                + settings.failuresPerAddress()
                                + " for any",
                        "assay.sign-in.failures-per-account"),
                new Fact(
                        "Requests a minute",
                        settings.requestsPerAddress()
                                + " from one address, "
                                + settings.requestsPerCaller()
                                + " with one token",
                        "assay.sign-in.requests-per-address"));
    }

    private SignInSettingsView.@Nullable Provider provider() {
        if (!oidc.on()) {
            return null;
        }
        return new SignInSettingsView.Provider(
                oidc.name(),
                oidc.issuerName(),
                String.valueOf(oidc.clientId()),
                address.of(OidcSignIn.CALLBACK).replace("{baseUrl}", "https://HOST"),
                oidc.groups().stream()
                        .map(
                                group ->
                                        new SignInSettingsView.Group(
                                                group.group(),
                                                group.roles().stream()
                                                        .sorted()
                                                        .map(Role::words)
                                                        .collect(Collectors.joining(", "))))
                        .toList());
    }

    private static SignInSettingsView.Issuer issuer(WorkloadSettings.Issuer issuer) {
        var keys =
                issuer.jwksFile() != null
                        ? issuer.jwksFile().toString()
                        : issuer.jwksUri() != null
                                ? issuer.jwksUri().toString()
                                : "where its discovery document says";
        return new SignInSettingsView.Issuer(
                issuer.issuer(),
                issuer.audience(),
                keys,
                issuer.rules().stream()
                        .map(
                                rule ->
                                        new SignInSettingsView.Rule(
                                                rule.name(),
                                                rule.claims().entrySet().stream()
                                                        .map(
                                                                each ->
                                                                        each.getKey()
                                                                                + " is "
                                                                                + each.getValue())
                                                        .sorted()
                                                        .collect(Collectors.joining(", ")),
                                                rule.stage().words(),
                                                String.join(", ", rule.scopes())))
                        .toList());
    }

    private static String hours(Duration duration) {
        return duration.toHours() + " hours";
    }
}
