package dev.assay.registry.audit;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.RightsTable;
import dev.assay.registry.identity.SignedIn;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;

/** Records that somebody who is signed in tried what they may not do. */
final class Denials {

    private final AuditTrail trail;
    private final OncePerWhile often;
    private final ObjectProvider<RightsTable> rights;

    Denials(AuditTrail trail, OncePerWhile often, ObjectProvider<RightsTable> rights) {
        this.trail = trail;
        this.often = often;
        this.rights = rights;
    }

    @EventListener
    void denied(AuthorizationDeniedEvent<?> event) {
        var who = event.getAuthentication().get();
        if (!(event.getObject() instanceof HttpServletRequest request)
                || who == null
                || !(who.getPrincipal() instanceof SignedIn signedIn)
                || signedIn.passwordChangeDue()
                || rights.stream().noneMatch(table -> table.covers(request))) {
            return;
        }
        var login = signedIn.account().login();
        var what = request.getMethod() + " " + request.getRequestURI();
        if (often.first(login + " denied " + what)) {
            trail.append(login, "access.denied", request.getRequestURI(), request.getMethod());
        }
    }
}
