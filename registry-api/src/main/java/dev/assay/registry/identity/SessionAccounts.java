package dev.assay.registry.identity;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/** Keeps what a session knows of its account true. */
public final class SessionAccounts {

    private SessionAccounts() {}

    public static void on(HttpSecurity chain, Accounts accounts, OwnSessions sessions) {
        chain.addFilterBefore(
                new FreshAccountFilter(accounts, sessions), AnonymousAuthenticationFilter.class);
    }
}
