package dev.assay.registry.identity;

import dev.assay.inventory.audit.AuditTrail;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;

/**
 * Writes down who signed in to the pages. Basic authentication of single calls is not a sign-in.
 */
final class SignInEvents {

    private final AuditTrail audit;
    private final Accounts accounts;

    SignInEvents(AuditTrail audit, Accounts accounts) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        switch (event.getAuthentication().getPrincipal()) {
            case SignedIn who -> note(who, "with the sign-in form");
            case ExternallySignedIn external -> note(external.who(), "at the identity provider");
            case null, default -> {
                // Nobody of ours.
            }
        }
    }

    private void note(SignedIn who, String how) {
        var login = who.account().login();
        accounts.noteSignIn(who.account());
        audit.append(login, "account.signed-in", login, how);
    }
}
