package dev.assay.web.page;

import dev.assay.registry.identity.SignInSettings;
import dev.assay.registry.identity.oidc.OidcSignIn;
import dev.assay.registry.identity.oidc.Refusal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {

    private final OidcSignIn provider;
    private final SignInSettings settings;

    SignInController(OidcSignIn provider, SignInSettings settings) {
        this.provider = provider;
        this.settings = settings;
    }

    @GetMapping("/signin")
    String form(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable Integer wait,
            @RequestParam(required = false) @Nullable String signedout,
            @RequestParam(required = false) @Nullable String changed,
            @RequestParam(required = false) @Nullable String external,
            @RequestParam(defaultValue = "") String to,
            Model model) {
        model.addAttribute(
                "view",
                new SignInView(
                        external == null ? problem(failed, wait) : refused(external),
                        notice(signedout, changed),
                        to,
                        provider.name().orElse(null),
                        settings.local() == SignInSettings.Local.EVERYBODY));
        return "signin";
    }

    private static @Nullable String notice(@Nullable String signedOut, @Nullable String changed) {
        if (changed != null) {
            return "Your password is changed. Sign in with the new one.";
        }
        return signedOut == null ? null : "You are signed out.";
    }

    private @Nullable String refused(String word) {
        return Refusal.of(word)
                .flatMap(why -> provider.name().map(name -> name + " " + why.sentence()))
                .orElse(null);
    }

    private static @Nullable String problem(@Nullable String failed, @Nullable Integer wait) {
        if (wait != null) {
            return "Too many failed tries from here. Wait "
                    + (wait == 1 ? "a minute" : wait + " minutes")
                    + ", then try again; an administrator cannot shorten this.";
        }
        return failed == null
                ? null
                : "Login and password do not belong together. Check both and try again.";
    }
}
