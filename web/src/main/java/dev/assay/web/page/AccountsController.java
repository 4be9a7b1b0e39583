package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStanding;
import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.AccountAdministration;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

@Controller("accountPages")
final class AccountsController {

    private final Accounts accounts;
    private final AccountAdministration administration;

    AccountsController(Accounts accounts, AccountAdministration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    @GetMapping("/accounts")
    String all(Model model) {
        model.addAttribute("view", view(null, null, Map.of(), "", "", Set.of()));
        return "accounts";
    }

    /** The new password stands in this answer alone, so there is no redirect to another page. */
    @PostMapping("/accounts")
    String create(
            Account account,
            @RequestParam(defaultValue = "") String login,
            @RequestParam(defaultValue = "") String displayName,
            @RequestParam(defaultValue = "") List<Role> roles,
            HttpServletResponse response,
            Model model) {
        var chosen = EnumSet.noneOf(Role.class);
        chosen.addAll(roles);
        switch (accounts.create(account.login(), login, displayName, chosen, null)) {
            case AccountOutcome.Done done ->
                    model.addAttribute(
                            "view",
                            view(
                                    done.account().login(),
                                    done.generatedPassword(),
                                    Map.of(),
                                    "",
                                    "",
                                    Set.of()));
            case AccountOutcome.Refused(var complaints) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute(
                        "view", view(null, null, complaints, login, displayName, chosen));
            }
        }
        return "accounts";
    }

    private AccountsView view(
            @Nullable String created,
            @Nullable String password,
            Map<String, String> errors,
            String login,
            String displayName,
            Set<Role> chosen) {
        return new AccountsView(
                administration.all().stream().map(AccountsController::row).toList(),
                created,
                password,
                errors,
                login,
                displayName,
                chosen);
    }

    private static AccountsView.Row row(AccountStanding standing) {
        var account = standing.account();
        return new AccountsView.Row(
                "/accounts/" + account.id(),
                account.login(),
                account.displayName(),
                roles(account),
                standing.identity() == null ? "password" : standing.identity().issuer(),
                standing.lastSignedInAt(),
                account.disabled(),
                standing.passwordChangeDue());
    }

    static String roles(Account account) {
        return account.roles().stream().sorted().map(Role::words).collect(Collectors.joining(", "));
    }
}
