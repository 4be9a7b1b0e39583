package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.Map;
import java.util.stream.Collectors;

@Controller
final class AccountController {

    private final Accounts accounts;

    AccountController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/account")
    String own(Account account, Model model) {
        return show(account, Map.of(), model);
    }

    /** A changed password ends every session, this one too. */
    @PostMapping("/account/password")
    String changePassword(
            Account account,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String again,
            HttpServletResponse response,
            Model model) {
        var outcome =
                wanted.equals(again)
                        ? accounts.changePassword(account, current, wanted)
                        : new AccountOutcome.Refused(
                                Map.of("again", "This is not the same as the one above."));
        return switch (outcome) {
            case AccountOutcome.Done done -> "redirect:/signin?changed";
            case AccountOutcome.Refused(var complaints) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                yield show(account, complaints, model);
            }
        };
    }

    private static String show(Account account, Map<String, String> errors, Model model) {
        var roles =
                account.roles().stream()
                        .sorted()
                        .map(Role::words)
                        .collect(Collectors.joining(", "));
        model.addAttribute(
                "view", new AccountView(account.login(), account.displayName(), roles, errors));
        return "account";
    }
}
