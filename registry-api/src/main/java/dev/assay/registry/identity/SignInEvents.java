package dev.assay.registry.identity;

import dev.assay.inventory.audit.AuditTrail;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;

/**
 * Writes down who signed in to the pages. Basic authentication of single calls is not a sign-in.
 */
final class SignInEvents {

    private final AuditTrail audit;

    SignInEvents(AuditTrail audit) {
        this.audit = audit;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        var login = event.getAuthentication().getName();
        audit.append(login, "account.signed-in", login, "with the sign-in form");
    }
}
