package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What stands around every page.
 *
 * @param account who is signed in, or null
 * @param path the path of the page, for the navigation
 * @param token what a form sends back; making one begins a session, so only forms ask for it
 * @param assets the version of style sheet and script
 * @param overdue how many tasks the reader should have done already
 */
record Shell(
        @Nullable Account account,
        String path,
        @Nullable CsrfToken token,
        String assets,
        long overdue) {

    boolean signedIn() {
        return account != null;
    }

    String csrf() {
        return token == null ? "" : token.getToken();
    }

    String name() {
        return account == null ? "" : account.displayName();
    }

    boolean may(Role role) {
        return account != null && account.has(role);
    }

    /** Whether the exports are for the reader, as their rights have it. */
    boolean mayExport() {
        return account != null && PageRights.EXPORTS.admits(account.roles());
    }

    /** The value of {@code aria-current} for a navigation entry; null leaves the attribute out. */
    @Nullable String current(String target) {
        return path.equals(target) ? "page" : null;
    }
}
