package dev.assay.web.page;

import dev.assay.inventory.account.Account;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
final class HomeController {

    private final HomePage home;

    HomeController(HomePage home) {
        this.home = home;
    }

    @GetMapping("/")
    String home(Account account, Model model) {
        model.addAttribute("view", home.view(account, ExceptionsController.flash(model, "told")));
        return "home";
    }

    /** The rows of what is being vetted, for a page that shows a number of them. */
    @GetMapping("/vetting")
    @Nullable String vetting(
            @RequestParam(defaultValue = "0") int shown,
            Model model,
            HttpServletResponse response) {
        var vetting = home.vetting();
        if (vetting.size() != shown) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        model.addAttribute("vetting", vetting);
        return "vettingrows";
    }
}
