package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.ApiToken;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.identity.Accounts;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;

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

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One's own tokens, and for administrators everybody's. */
@Controller("tokenPages")
final class TokensController {

    private static final String OWN = "/account/tokens";
    private static final String ALL = "/administration/tokens";
    private static final int USUAL_DAYS = 90;

    private final Tokens tokens;
    private final Accounts accounts;

    TokensController(Tokens tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    @GetMapping(OWN)
    String own(Account account, Model model) {
        return show(account, OWN, empty(), null, model);
    }

    @GetMapping(ALL)
    String everybodys(Account account, Model model) {
        return show(account, ALL, empty(), null, model);
    }

    @PostMapping(OWN)
    String make(
            Account account,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") List<TokenScope> scopes,
            @RequestParam(defaultValue = "PRODUCTION") Stage stage,
            @RequestParam(defaultValue = "") String days,
            HttpServletResponse response,
            Model model) {
        var form = new TokensView.Form(account.login(), name, set(scopes), stage, days, Map.of());
        return make(account, OWN, form, response, model);
    }

    @PostMapping(ALL)
    String makeForMachine(
            Account account,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") List<TokenScope> scopes,
            @RequestParam(defaultValue = "PRODUCTION") Stage stage,
            @RequestParam(defaultValue = "") String days,
            HttpServletResponse response,
            Model model) {
        var form = new TokensView.Form(owner, name, set(scopes), stage, days, Map.of());
        return make(account, ALL, form, response, model);
    }

    @PostMapping(OWN + "/{id}/revocation")
    String revokeOwn(Account account, @PathVariable String id) {
        return revoke(account, OWN, id);
    }

    @PostMapping(ALL + "/{id}/revocation")
    String revokeAnybodys(Account account, @PathVariable String id) {
        return revoke(account, ALL, id);
    }

    /** The new token stands in this answer alone, so there is no redirect to another page. */
    private String make(
            Account account,
            String path,
            TokensView.Form form,
            HttpServletResponse response,
            Model model) {
        var made =
                tokens.make(
                        account,
                        form.owner(),
                        form.name(),
                        form.scopes(),
                        form.stage(),
                        number(form.days()));
        return switch (made) {
            case TokenOutcome.Made(_, var secret) -> show(account, path, empty(), secret, model);
            case TokenOutcome.Refused(var complaints) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                var kept =
                        new TokensView.Form(
                                form.owner(),
                                form.name(),
                                form.scopes(),
                                form.stage(),
                                form.days(),
                                complaints);
                yield show(account, path, kept, null, model);
            }
        };
    }

    private String revoke(Account account, String path, String id) {
        if (Id.parse(id).filter(found -> tokens.revoke(account, found)).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + path;
    }

    private String show(
            Account account,
            String path,
            TokensView.Form form,
            @Nullable String secret,
            Model model) {
        var everybody = path.equals(ALL);
        var listed = everybody ? tokens.all() : tokens.of(account);
        var owners = new ArrayList<String>();
        if (everybody) {
            accounts.all().stream()
                    .filter(Tokens::isMachine)
                    .forEach(machine -> owners.add(machine.login()));
        }
        owners.add(account.login());
        model.addAttribute(
                "view",
                new TokensView(
                        path,
                        everybody,
                        listed.stream().map(this::row).toList(),
                        owners,
                        tokens.mostDays(),
                        form,
                        secret));
        return "tokens";
    }

    private TokensView.Row row(ApiToken token) {
        var active = token.activeAt(tokens.now());
        return new TokensView.Row(
                token.id().value(),
                token.name(),
                accounts.find(token.owner()).map(Account::login).orElse("unknown"),
                token.scopes().stream()
                        .sorted()
                        .map(TokenScope::words)
                        .collect(Collectors.joining(", ")),
                token.stage().words(),
                token.expiresAt(),
                token.lastUsedAt(),
                active ? "works" : token.revokedAt() == null ? "expired" : "revoked",
                active);
    }

    private TokensView.Form empty() {
        return new TokensView.Form(
                "",
                "",
                Set.of(TokenScope.GATE_READ),
                Stage.PRODUCTION,
                String.valueOf(Math.min(USUAL_DAYS, tokens.mostDays())),
                Map.of());
    }

    private static Set<TokenScope> set(List<TokenScope> scopes) {
        var set = EnumSet.noneOf(TokenScope.class);
        set.addAll(scopes);
        return set;
    }

    /** What is no number is out of every range, and complained of as such. */
    private static int number(String days) {
        try {
            return Integer.parseInt(days.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
