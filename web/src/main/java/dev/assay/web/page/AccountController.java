package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.registry.attestation.ApproverKeys;
import dev.assay.registry.identity.AccountAdministration;
import dev.assay.registry.identity.AccountOutcome;
import dev.assay.registry.identity.Accounts;
import dev.assay.registry.identity.Callers;
import dev.assay.registry.identity.OwnSessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.Map;

@Controller
final class AccountController {

    private final Accounts accounts;
    private final AccountAdministration standings;
    private final OwnSessions sessions;
    private final ApproverKeys keys;

    AccountController(
            Accounts accounts,
            AccountAdministration standings,
            OwnSessions sessions,
            ApproverKeys keys) {
        this.keys = keys;
        this.accounts = accounts;
        this.standings = standings;
        this.sessions = sessions;
    }

    @GetMapping("/account")
    String own(Account account, HttpServletRequest request, Model model) {
        return show(account, request, Map.of(), model);
    }

    /** Ends one of one's own sessions; this one too, where it is named. */
    @PostMapping("/account/sessions/{mark}/end")
    String endSession(Account account, @PathVariable String mark) {
        sessions.end(account.id(), mark);
        return "redirect:/account";
    }

    /** A changed password ends every session, this one too. */
    @PostMapping("/account/password")
    String changePassword(
            Account account,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String wanted,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request,
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
                yield show(account, request, complaints, model);
            }
        };
    }

    private String show(
            Account account, HttpServletRequest request, Map<String, String> errors, Model model) {
        var standing = standings.find(account.id()).orElseThrow();
        var session = request.getSession(false);
        var here = session == null ? "" : OwnSessions.mark(session.getId());
        model.addAttribute(
                "view",
                new AccountView(
                        account.login(),
                        account.displayName(),
                        AccountsController.roles(account),
                        standing.identity() == null,
                        standing.passwordChangeDue(),
                        sessions.of(account.id()).stream().map(each -> row(each, here)).toList(),
                        Callers.reviewers().admits(account.roles()),
                        keys.of(account).stream()
                                .filter(each -> each.withdrawnAt() == null)
                                .map(
                                        each ->
                                                new AccountView.Key(
                                                        each.keyId(),
                                                        each.title(),
                                                        each.registeredAt()))
                                .toList(),
                        (String) model.getAttribute(AttestationController.KEY_PROBLEM),
                        errors));
        return "account";
    }

    private static AccountView.Session row(OwnSessions.Session session, String here) {
        return new AccountView.Session(
                session.mark(),
                session.since(),
                session.lastSeen(),
                session.address(),
                session.agent(),
                session.mark().equals(here));
    }
}
