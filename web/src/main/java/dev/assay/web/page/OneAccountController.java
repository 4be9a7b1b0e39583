package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditPeople;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.AccountAdministration;
import dev.assay.registry.identity.AccountOutcome;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import java.util.EnumSet;
import java.util.List;

/** One account as administrators see it. */
@Controller
final class OneAccountController {

    private final AccountAdministration administration;

    OneAccountController(AccountAdministration administration) {
        this.administration = administration;
    }

    @GetMapping("/accounts/{id}")
    String show(Account account, @PathVariable String id, Model model) {
        return show(account, parsed(id), null, null, model);
    }

    @PostMapping("/accounts/{id}/roles")
    String changeRoles(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") List<Role> roles,
            HttpServletResponse response,
            Model model) {
        var chosen = EnumSet.noneOf(Role.class);
        chosen.addAll(roles);
        var found = parsed(id);
        return told(
                account,
                found,
                administration.changeRoles(account, found, chosen),
                response,
                model);
    }

    @PostMapping("/accounts/{id}/state")
    String changeState(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean disabled,
            HttpServletResponse response,
            Model model) {
        var found = parsed(id);
        var outcome =
                disabled
                        ? administration.disable(account, found)
                        : administration.enable(account, found);
        return told(account, found, outcome, response, model);
    }

    @PostMapping("/accounts/{id}/password")
    String resetPassword(
            Account account, @PathVariable String id, HttpServletResponse response, Model model) {
        var found = parsed(id);
        return told(account, found, administration.resetPassword(account, found), response, model);
    }

    @PostMapping("/accounts/{id}/erasure")
    String erase(
            Account account, @PathVariable String id, HttpServletResponse response, Model model) {
        var found = parsed(id);
        return told(account, found, administration.erase(account, found), response, model);
    }

    private String told(
            Account account,
            Id id,
            AccountOutcome outcome,
            HttpServletResponse response,
            Model model) {
        return switch (outcome) {
            case AccountOutcome.Done done ->
                    done.generatedPassword() == null
                            ? "redirect:/accounts/" + id
                            // It stands in this answer alone, so there is no redirect.
                            : show(account, id, null, done.generatedPassword(), model);
            case AccountOutcome.Refused(var complaints) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield show(account, id, String.join(" ", complaints.values()), null, model);
            }
        };
    }

    private String show(
            Account account,
            Id id,
            @Nullable String problem,
            @Nullable String password,
            Model model) {
        var standing = administration.find(id).orElseThrow(OneAccountController::none);
        var about = standing.account();
        model.addAttribute(
                "view",
                new OneAccountView(
                        "/accounts/" + id,
                        about.login(),
                        about.displayName(),
                        about.roles(),
                        standing.identity() == null ? null : standing.identity().issuer(),
                        standing.lastSignedInAt(),
                        about.disabled(),
                        AuditPeople.isPseudonym(about.login()),
                        about.id().equals(account.id()),
                        problem,
                        password));
        return "oneaccount";
    }

    private static Id parsed(String id) {
        return Id.parse(id).orElseThrow(OneAccountController::none);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
