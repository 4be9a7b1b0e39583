package dev.assay.web.page;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SignInController {

    @GetMapping("/signin")
    String form(
            @RequestParam(required = false) @Nullable String failed,
            @RequestParam(required = false) @Nullable Integer wait,
            @RequestParam(required = false) @Nullable String signedout,
            @RequestParam(required = false) @Nullable String changed,
            @RequestParam(defaultValue = "") String to,
            Model model) {
        model.addAttribute(
                "view", new SignInView(problem(failed, wait), notice(signedout, changed), to));
        return "signin";
    }

    private static @Nullable String notice(@Nullable String signedOut, @Nullable String changed) {
        if (changed != null) {
            return "Your password is changed. Sign in with the new one.";
        }
        return signedOut == null ? null : "You are signed out.";
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
