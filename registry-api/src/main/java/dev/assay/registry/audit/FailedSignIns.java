package dev.assay.registry.audit;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.registry.identity.SignInFailed;

import org.springframework.context.event.EventListener;

/**
 * Records that a sign-in failed. Only accounts that there are get named: anything else may be a
 * password in the wrong field. Guessing writes one event in ten minutes for each account and
 * address, and one for all that is no account; each single try is in the log.
 */
final class FailedSignIns {

    static final String NOBODY = "no account";

    private final AuditTrail trail;
    private final AccountStore accounts;
    private final OncePerWhile often;

    FailedSignIns(AuditTrail trail, AccountStore accounts, OncePerWhile often) {
        this.trail = trail;
        this.accounts = accounts;
        this.often = often;
    }

    @EventListener
    void failed(SignInFailed event) {
        var login = accounts.find(event.login()).map(Account::login).orElse(NOBODY);
        var where = login.equals(NOBODY) ? "" : event.address();
        if (often.first("sign-in " + login + " " + where + " " + event.how())) {
            trail.append(
                    AuditTrail.SERVICE,
                    "account.sign-in-failed",
                    login,
                    event.how() + ", from " + event.address());
        }
    }
}
