package dev.assay.web.page;

import dev.assay.inventory.account.Role;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All accounts, and the form for another one.
 *
 * @param created the login that was just created, or null
 * @param password its password, to be shown this once
 * @param errors by name of the field
 */
record AccountsView(
        List<Row> rows,
        @Nullable String created,
        @Nullable String password,
        Map<String, String> errors,
        String login,
        String displayName,
        Set<Role> chosen) {

    AccountsView {
        errors = Map.copyOf(errors);
        chosen = Set.copyOf(chosen);
    }

    /**
     * @param signsIn with a password, or the name of the provider
     * @param waiting whether it has a password that has to be changed
     */
    record Row(
            String link,
            String login,
            String name,
            String roles,
            String signsIn,
            @Nullable Instant lastSignedInAt,
            boolean disabled,
            boolean waiting) {}

    /** What a role is for, beside its box. */
    record Choice(Role role, String hint) {}

    List<Choice> choices() {
        return CHOICES;
    }

    static final List<Choice> CHOICES =
            List.of(
                    new Choice(Role.REQUESTER, "asks for servers"),
                    new Choice(Role.SECURITY, "decides"),
                    new Choice(Role.DATA_PROTECTION, "decides"),
                    new Choice(Role.PROCUREMENT, "decides"),
                    new Choice(Role.SYSTEM_OWNER, "decides"),
                    new Choice(Role.AUDITOR, "reads"),
                    new Choice(Role.CI, "reads, for machines"),
                    new Choice(Role.ADMINISTRATOR, "runs Assay, decides nothing"));

    @Nullable String error(String field) {
        return errors.get(field);
    }

    // A record that holds a secret never prints it.
    @Override
    public String toString() {
        return "AccountsView[created=" + created + "]";
    }
}
